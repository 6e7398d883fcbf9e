package org.qgate.itests;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.Security;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of the house over every class of this build. */
class ArchitectureIT {
    private static final String[] MECHANISMS = {
        "org.qgate.crypto",
        "org.qgate.store",
        "org.qgate.kernel",
        "org.qgate.dpn",
        "org.qgate.services",
        "org.qgate.qrng",
        "org.qgate.shell"
    };
    private static final String[] SWAPPABLE =
            Stream.of(MECHANISMS).map(name -> name + "..").toArray(String[]::new);
    private static final Set<String> LOOK_UPS =
            Set.of("getByName", "getAllByName", "getLocalHost", "getHostName", "getCanonicalHostName");
    private static final Set<String> COMMON_POOL =
            Set.of("runAsync", "supplyAsync", "parallelStream", "parallel", "thenRunAsync", "thenAcceptAsync");

    private static JavaClasses classes;

    @BeforeAll
    static void readClasses() {
        classes = importJars(BuiltBundles.all());
    }

    private static JavaClasses importJars(List<Path> jars) {
        return new ClassFileImporter()
                .importJars(jars.stream().map(ArchitectureIT::open).toList());
    }

    private static JarFile open(Path jar) {
        try {
            return new JarFile(jar.toFile());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void shouldLetMechanismsMeetInTheApiOnly() {
        for (String own : MECHANISMS) {
            String[] others = Stream.of(MECHANISMS)
                    .filter(name -> !name.equals(own))
                    .map(name -> name + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(own + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.qgate.base..",
                            "org.qgate.transport..",
                            "org.qgate.gate.internal..",
                            "org.qgate.local..")
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    /** What encloses extenders knows contracts and nobody's inside, and of mechanisms nothing. */
    @Test
    void shouldLetTheGateKnowContractsOnly() {
        classes()
                .that()
                .resideInAPackage("org.qgate.gate..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.qgate.gate..",
                        "org.qgate.api..",
                        "org.qgate.ext..",
                        "org.qgate.common..",
                        "org.qgate.sandbox..",
                        "com.fasterxml.jackson.core..",
                        "java..",
                        "jdk.net..", // who is at the other end of a socket of the file system
                        "org.osgi..",
                        "org.slf4j..")
                .check(classes);
        classes()
                .that()
                .resideInAPackage("org.qgate.gate")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.qgate.gate", "org.qgate.api..", "org.qgate.ext..", "java..", "org.osgi.annotation..")
                .check(classes);
    }

    /** Of the doors for local programs one package knows the web server, and one makes certificates. */
    @Test
    void shouldKnowTheWebServerInOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.qgate.local.internal.jetty..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..", "jakarta..", "javax.servlet..", "org.apache.felix.http..")
                .check(classes);
        classes()
                .that()
                .resideInAPackage("org.qgate.local..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.qgate.local..",
                        "org.qgate.api..",
                        "org.qgate.common..",
                        "org.eclipse.jetty..",
                        "jakarta.servlet..",
                        "org.bouncycastle..",
                        "java..",
                        "org.osgi..",
                        "org.slf4j..")
                .check(classes);
    }

    @Test
    void shouldKeepTheApiFreeOfEverythingElse() {
        classes()
                .that()
                .resideInAPackage("org.qgate.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("org.qgate.api..", "java..", "org.osgi.annotation..")
                .check(classes);
        classes()
                .that()
                .resideInAPackage("org.qgate.ext..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("org.qgate.ext..", "java..", "org.osgi.annotation..")
                .check(classes);
        classes()
                .that()
                .resideInAPackage("org.qgate.common..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("org.qgate.common..", "java..", "com.fasterxml.jackson.core..")
                .check(classes);
    }

    /** Packages are judged by pure functions: no file, no framework, no clock. */
    @Test
    void shouldLetTheJudgeOfPackagesKnowBytesOnly() {
        classes()
                .that()
                .resideInAPackage("org.qgate.qsx..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.qgate.qsx..", "org.qgate.api..", "org.qgate.ext..", "org.qgate.common..", "java..")
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage("org.qgate.qsx..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.net..", "java.time..", "org.osgi..")
                .check(classes);
    }

    @Test
    void shouldLetExtendersKnowTheExtenderApiOnly() {
        JavaClasses extenders = importJars(BuiltBundles.extenders());
        classes()
                .that()
                .resideInAPackage("org.qgate.extender..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("org.qgate.extender..", "org.qgate.ext..", "java..")
                .check(extenders);
    }

    @Test
    void shouldHaveNoCycleOfPackages() {
        slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(classes);
    }

    /** Each package for itself, except that a bundle's root package is the face of its {@code internal} one. */
    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName().replaceFirst("^(org\\.qgate\\.[a-z]+)\\.internal$", "$1"));
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }

    /** Beside the transport, a process of an extender has one socket of the file system, and devices are asked over HTTPS. */
    @Test
    void shouldOpenSocketsInTheTransportOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.qgate.transport..",
                        "org.qgate.gate.internal.process..",
                        "org.qgate.gate.internal.confine..",
                        "org.qgate.qrng.internal.source..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.net\\.(Socket|ServerSocket|DatagramSocket|MulticastSocket|(Http)?URLConnection)"
                                + "|java\\.nio\\.channels\\..*(Socket|Datagram).*"
                                + "|java\\.net\\.http\\..*|javax\\.net\\..*|io\\.netty\\..*")
                .check(classes);
    }

    @Test
    void shouldLookUpNoName() {
        noClasses()
                .should()
                .callMethodWhere(describe(
                        "a name is looked up by the Java runtime",
                        call -> call.getTargetOwner().isAssignableTo(InetAddress.class)
                                && LOOK_UPS.contains(call.getName())))
                .check(classes);
    }

    @Test
    void shouldDrawRandomnessInCryptoOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.qgate.crypto..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.security\\.SecureRandom|java\\.util\\.(Random|SplittableRandom)"
                        + "|java\\.util\\.concurrent\\.ThreadLocalRandom|java\\.util\\.random\\..*")
                .orShould()
                .callMethod(Math.class, "random")
                .check(classes);
    }

    @Test
    void shouldMakeThreadsInBaseAndTransportOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.qgate.base..", "org.qgate.transport..")
                .should()
                .callConstructorWhere(describe(
                        "a thread is made", call -> call.getTargetOwner().isAssignableTo(Thread.class)))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.concurrent\\.(Executors|(Scheduled)?ThreadPoolExecutor|ForkJoinPool)"
                        + "|java\\.util\\.Timer")
                .orShould()
                .callMethodWhere(describe("work goes to the common pool", ArchitectureIT::usesCommonPool))
                .check(classes);
    }

    private static boolean usesCommonPool(JavaAccess<?> call) {
        return call.getTargetOwner().getPackageName().startsWith("java.util")
                && COMMON_POOL.contains(call.getName())
                && !call.getTarget().getFullName().contains("Executor");
    }

    @Test
    void shouldKeepNothingInThreads() {
        noClasses()
                .that(resideInAnyPackage(SWAPPABLE))
                .should()
                .dependOnClassesThat(assignableTo(ThreadLocal.class))
                .check(classes);
    }

    @Test
    void shouldKeepNoStaticState() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat(describe("are written by hand", ArchitectureIT::isWritten))
                .should()
                .beFinal()
                .check(classes);
    }

    /** The compiler's table for a switch over an enum is a static array that it does not mark final everywhere. */
    private static boolean isWritten(JavaClass type) {
        return !type.isAnonymousClass();
    }

    @Test
    void shouldNeitherPrintNorEndTheProcess() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(classes);
    }

    @Test
    void shouldLeaveTheRuntimesSecurityProvidersAlone() {
        noClasses()
                .should()
                .callMethodWhere(describe(
                        "a provider is installed",
                        call -> call.getTargetOwner().isEquivalentTo(Security.class)
                                && Set.of("addProvider", "insertProviderAt", "removeProvider", "setProperty")
                                        .contains(call.getName())))
                .check(classes);
    }

    @Test
    void shouldLogFromNoCryptography() {
        noClasses()
                .that()
                .resideInAPackage("org.qgate.crypto..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..", "java.util.logging..")
                .check(classes);
    }
}
