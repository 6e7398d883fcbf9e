package org.qgate.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.inject.Inject;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.qgate.api.extender.ExtenderInfo;
import org.qgate.api.extender.Extenders;
import org.qgate.api.extender.PermissionRow;

/** Extenders in the booted distribution, governed through its shell. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ExtenderContainerIT {
    private static final String FOLDER = "qgate.test.extenders";
    private static final long WITHIN_S = 60;
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int UPDATES = 5;
    private static final int RETRY_NEVER = 2;
    private static final int REFUSED = 3;
    private static final int NEEDS_CONSENT = 4;

    @Inject
    private BundleContext context;

    @Inject
    private SessionFactory sessions;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Configuration
    public Option[] configuration() {
        Path folder = Path.of("target", "exam-extenders").toAbsolutePath();
        ExtenderFiles files = new ExtenderFiles(folder);
        files.pack("consent", "1.0.0", ExtenderFiles.USUAL);
        files.pack("wider", "1.0.0", ExtenderFiles.USUAL).pack("wider", "1.1.0", ExtenderFiles.DIALS);
        files.pack("revoked", "1.0.0", ExtenderFiles.USUAL).pack("revoked", "1.1.0", ExtenderFiles.USUAL);
        files.pack("old", "1.0.0", ExtenderFiles.USUAL).pack("old", "0.9.0", ExtenderFiles.USUAL);
        files.packAgain("old", "1.0.0", "forged");
        files.pack("wired", "1.0.0", ExtenderFiles.USUAL);
        files.pack("erased", "1.0.0", ExtenderFiles.USUAL);
        for (int i = 0; i <= UPDATES; i++) {
            files.pack("often", "1." + i + ".0", ExtenderFiles.USUAL);
        }
        files.pack("stranger", "1.0.0", ExtenderFiles.USUAL, "Stranger", files.publisher("Stranger"));
        files.withoutKey("stranger", "1.0.0");
        files.plainBundle("plain");
        Option[] ours = {systemProperty(FOLDER).value(folder.toString())};
        return Stream.concat(Arrays.stream(Distribution.options()), Arrays.stream(ours))
                .toArray(Option[]::new);
    }

    private static Path folder() {
        return Path.of(System.getProperty(FOLDER));
    }

    private static Path file(String name, String version) {
        return ExtenderFiles.file(folder(), name, version);
    }

    private static String id(String name) {
        return "org.example." + name;
    }

    @Before
    public void awaitVaultAndStore() {
        await("extenders are governed", () -> shell("extender:list") == 0);
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WITHIN_S);
        while (!condition.getAsBoolean()) {
            assertTrue("not within " + WITHIN_S + " s: " + what, System.nanoTime() - end < 0);
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    /** Runs a command as an administrator; returns its exit code. What it says is kept. */
    private int shell(String command) {
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal("tester"));
        List.of("viewer", "manager", "admin")
                .forEach(role -> subject.getPrincipals().add(new RolePrincipal(role)));
        said.reset();
        try {
            return Subject.doAs(subject, (PrivilegedExceptionAction<Integer>) () -> execute(command));
        } catch (PrivilegedActionException failed) {
            throw new AssertionError(command, failed);
        }
    }

    private int execute(String command) throws Exception {
        PrintStream printer = new PrintStream(said, true, StandardCharsets.UTF_8);
        Session session = sessions.create(new ByteArrayInputStream(new byte[0]), printer, printer);
        try {
            return (Integer) session.execute(command);
        } finally {
            session.close();
        }
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private void assertExit(int code, String command) {
        int exit = shell(command);
        assertEquals(command + "\n" + said(), code, exit);
    }

    private void assertSays(String text, String command) {
        assertExit(0, command);
        assertTrue(command + " says " + said(), said().contains(text));
    }

    private void install(String name, String version) {
        assertExit(0, "extender:install --yes --grant net.accept " + file(name, version));
        awaitVersion(name, version);
    }

    private Extenders extenders() {
        ServiceReference<Extenders> reference = context.getServiceReference(Extenders.class);
        return context.getService(reference);
    }

    private ExtenderInfo info(String name) {
        return extenders().info(id(name)).orElseThrow(() -> new AssertionError("no " + name));
    }

    /** The journal tells of an outcome a moment before the list does. */
    private void awaitVersion(String name, String version) {
        await(name + " " + version + " is in office", () -> info(name).version().equals(version));
    }

    private Bundle bundle(String name) {
        return Arrays.stream(context.getBundles())
                .filter(each -> each.getLocation().startsWith("qgate:svc/" + id(name) + "/"))
                .filter(each -> each.getVersion().toString().equals(info(name).version()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no bundle of " + name));
    }

    @Test
    public void shouldGoLiveOnlyWithConsent() {
        assertExit(NEEDS_CONSENT, "extender:install --json " + file("consent", "1.0.0"));
        assertTrue(said(), said().contains("\"missing\":[\"net.accept\"]"));
        assertFalse(extenders().info(id("consent")).isPresent());
        assertExit(NEEDS_CONSENT, "extender:install --yes " + file("consent", "1.0.0"));
        await("it is HELD", () -> info("consent").state().equals("HELD"));
        assertExit(0, "extender:approve --yes --grant net.accept " + id("consent"));
        awaitVersion("consent", "1.0.0");
        assertSays("1.0.0 greets 1", "extender:run " + id("consent") + " greet");
        assertSays("greet", "extender:info " + id("consent"));
    }

    @Test
    public void shouldHoldAWiderVersionWhileTheOldOneServes() {
        install("wider", "1.0.0");
        assertSays("1.0.0 greets 1", "extender:run " + id("wider") + " greet");
        assertExit(NEEDS_CONSENT, "extender:update --yes " + file("wider", "1.1.0"));
        awaitVersion("wider", "1.0.0");
        await("1.1.0 is HELD", () -> info("wider").heldVersion().equals("1.1.0"));
        assertSays("1.0.0 greets 2", "extender:run " + id("wider") + " greet");
        assertSays("net.dial\tsensitive\tadded", "extender:diff " + id("wider"));
        assertFalse(said(), said().contains("store.use"));
        assertExit(0, "extender:approve --yes --grant net.dial " + id("wider"));
        assertSays("1.1.0 greets 3", "extender:run " + id("wider") + " greet");
        assertExit(0, "extender:rollback " + id("wider"));
        assertSays("1.0.0 greets 4", "extender:run " + id("wider") + " greet");
        assertSays("rollback", "extender:changes");
    }

    @Test
    public void shouldRefuseWhatWasRevokedAlsoAfterAnUpdate() {
        install("revoked", "1.0.0");
        assertSays("kept", "extender:run " + id("revoked") + " keep word");
        assertExit(0, "extender:revoke " + id("revoked") + " store.use");
        assertFalse(shell("extender:run " + id("revoked") + " kept") == 0);
        assertEquals("LIVE", info("revoked").state().replace("PROBATION", "LIVE"));
        assertTrue(permission("revoked", "store.use").refusals() > 0);
        assertExit(0, "extender:update --yes --wait " + file("revoked", "1.1.0"));
        assertFalse(shell("extender:run " + id("revoked") + " kept") == 0);
        assertExit(0, "extender:grant " + id("revoked") + " store.use");
        assertSays("word", "extender:run " + id("revoked") + " kept");
    }

    private PermissionRow permission(String name, String permission) {
        return extenders().permissions(id(name)).stream()
                .filter(each -> each.name().equals(permission))
                .findFirst()
                .orElseThrow();
    }

    @Test
    public void shouldRefuseAnOlderVersionAndTheSameOneWithOtherContent() {
        install("old", "1.0.0");
        assertExit(RETRY_NEVER, "extender:update --yes " + file("old", "0.9.0"));
        assertTrue(said(), said().contains("QG-EXT-0009"));
        assertExit(RETRY_NEVER, "extender:update --yes " + file("forged", "1.0.0"));
        assertTrue(said(), said().contains("QG-EXT-0015"));
        awaitVersion("old", "1.0.0");
        assertExit(0, "extender:update --yes --allow-downgrade " + file("old", "0.9.0"));
        awaitVersion("old", "0.9.0");
    }

    @Test
    public void shouldHoldWhatNothingProvesUntilItsPublisherIsTrusted() {
        assertExit(REFUSED, "extender:install --yes --grant net.accept " + file("stranger", "1.0.0"));
        await("it is HELD", () -> info("stranger").state().equals("HELD"));
        Path key = folder().resolve("Stranger.key.pub");
        assertExit(NEEDS_CONSENT, "publisher:trust " + key);
        String fingerprint = extenders().trust(key, null, "tester").fingerprint();
        assertTrue(said(), said().contains(fingerprint));
        assertExit(RETRY_NEVER, "publisher:trust --fingerprint \"" + fingerprint.replace('a', 'b') + "f\" " + key);
        assertExit(0, "publisher:trust --fingerprint \"" + fingerprint + "\" " + key);
        assertExit(0, "extender:approve --yes --grant net.accept " + id("stranger"));
        assertSays("1.0.0 greets 1", "extender:run " + id("stranger") + " greet");
        String keyId = info("stranger").keyId();
        assertExit(0, "publisher:untrust " + keyId);
        await("what it signed is HELD", () -> info("stranger").state().equals("HELD"));
    }

    @Test
    public void shouldWireAnExtenderToTheExtenderApiAlone() {
        install("wired", "1.0.0");
        BundleWiring wiring = bundle("wired").adapt(BundleWiring.class);
        for (BundleWire wire : wiring.getRequiredWires(null)) {
            String provider = wire.getProvider().getSymbolicName();
            boolean framework = wire.getProvider().getBundle().getBundleId() == 0;
            assertTrue(wire.toString(), framework || provider.equals("org.qgate.ext"));
        }
        assertTrue(wiring.getProvidedWires(null).isEmpty());
        assertTrue(wiring.getCapabilities("osgi.wiring.package").isEmpty());
    }

    @Test
    public void shouldNotResolveAPlainBundleThatUsesTheExtenderApi() throws Exception {
        Bundle plain =
                context.installBundle(folder().resolve("plain.jar").toUri().toString());
        try {
            assertThrows(BundleException.class, plain::start);
            assertEquals(Bundle.INSTALLED, plain.getState());
        } finally {
            plain.uninstall();
        }
    }

    @Test
    public void shouldProveThatNothingIsLeftOfWhatWasErased() {
        install("erased", "1.0.0");
        assertSays("kept", "extender:run " + id("erased") + " keep secret");
        assertExit(NEEDS_CONSENT, "extender:remove --erase " + id("erased"));
        assertExit(0, "extender:remove --erase --yes " + id("erased"));
        await("it is gone", () -> extenders().info(id("erased")).isEmpty());
        install("erased", "1.0.0");
        assertSays("nothing", "extender:run " + id("erased") + " kept");
    }

    @Test
    public void shouldForgetTheClassesOfRetiredVersions() {
        install("often", "1.0.0");
        List<WeakReference<ClassLoader>> retired = new ArrayList<>();
        for (int i = 1; i <= UPDATES; i++) {
            retired.add(loader("often"));
            assertExit(0, "extender:update --yes --wait " + file("often", "1." + i + ".0"));
            awaitVersion("often", "1." + i + ".0");
            assertSays("1." + i + ".0 greets " + i, "extender:run " + id("often") + " greet");
        }
        await("class loaders of " + UPDATES + " versions are collected", () -> {
            System.gc();
            return retired.stream().map(WeakReference::get).noneMatch(Objects::nonNull);
        });
    }

    private WeakReference<ClassLoader> loader(String name) {
        ClassLoader loader = bundle(name).adapt(BundleWiring.class).getClassLoader();
        assertNotNull(loader);
        return new WeakReference<>(loader);
    }
}
