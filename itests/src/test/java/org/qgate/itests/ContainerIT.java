package org.qgate.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.karaf.features.BundleInfo;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
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
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.IdentityNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.api.base.Installation;
import org.qgate.api.base.StateFolder;

/** The booted distribution, seen from inside. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ContainerIT {
    private static final String CORE = "qgate:core/";

    @Inject
    private BundleContext context;

    @Inject
    private FeaturesService features;

    @Inject
    private SessionFactory sessions;

    @Inject
    private Installation installation;

    @Inject
    private Health health;

    @Inject
    private StateFolder state;

    @Configuration
    public Option[] configuration() {
        return Distribution.options();
    }

    @Test
    public void shouldHaveEveryBundleRunning() {
        List<String> idle = Arrays.stream(context.getBundles())
                .filter(bundle -> !isFragment(bundle) && bundle.getState() != Bundle.ACTIVE)
                .map(bundle -> bundle.getSymbolicName() + " in state " + bundle.getState())
                .toList();
        assertEquals(List.of(), idle);
    }

    private static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
    }

    @Test
    public void shouldHaveInstalledTheReleaseList() {
        List<String> states = installation.coreBundles().stream()
                .map(bundle -> bundle.symbolicName() + " " + bundle.state())
                .toList();
        assertFalse("the release list is empty", states.isEmpty());
        assertTrue(states.toString(), states.stream().allMatch(text -> text.endsWith(" ACTIVE")));
        assertEquals(states.size(), coreBundles().size());
    }

    @Test
    public void shouldReportNoFailureOfItsOwnParts() {
        List<HealthReport> broken = health.reports().stream()
                .filter(report -> report.subsystem().startsWith("base.")
                        || report.subsystem().startsWith("core."))
                .filter(report -> report.state() != HealthState.OK)
                .toList();
        assertEquals(List.of(), broken);
    }

    @Test
    public void shouldHaveNoSwappableBundleInAnyFeature() throws Exception {
        Set<String> swappable =
                coreBundles().stream().map(Bundle::getSymbolicName).collect(Collectors.toSet());
        List<String> listed = new ArrayList<>();
        for (Feature feature : features.listFeatures()) {
            for (BundleInfo bundle : feature.getBundles()) {
                String[] parts = bundle.getLocation().split("/");
                if (parts.length > 1 && swappable.contains(parts[1])) {
                    listed.add(feature.getName() + " lists " + bundle.getLocation());
                }
            }
        }
        assertEquals(List.of(), listed);
    }

    @Test
    public void shouldLetSwappableBundlesProvideNothing() {
        for (Bundle bundle : coreBundles()) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            List<BundleCapability> provided = revision.getDeclaredCapabilities(null).stream()
                    .filter(each -> !each.getNamespace().equals(IdentityNamespace.IDENTITY_NAMESPACE))
                    .filter(each -> !each.getNamespace().equals(BundleRevision.BUNDLE_NAMESPACE))
                    .filter(each -> !each.getNamespace().equals(BundleRevision.HOST_NAMESPACE))
                    .toList();
            assertEquals(bundle.getSymbolicName(), List.of(), provided);
            assertTrue(bundle.adapt(BundleWiring.class).getProvidedWires(null).isEmpty());
        }
    }

    private List<Bundle> coreBundles() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getLocation().startsWith(CORE))
                .toList();
    }

    @Test
    public void shouldHaveNoSideDoorInstalled() throws Exception {
        Set<String> closed =
                Set.of("deployer", "kar", "wrap", "management", "instance", "http", "webconsole", "war", "blueprint");
        List<String> open = Arrays.stream(features.listInstalledFeatures())
                .map(Feature::getName)
                .filter(closed::contains)
                .toList();
        assertEquals(List.of(), open);
    }

    /** Whoever installs it: only what was installed as an extender, or belongs to the distribution, gets the extender API. */
    @Test
    public void shouldNeverResolveAPlainBundleThatUsesTheExtenderApi() throws Exception {
        for (String header : List.of(
                "Import-Package: org.qgate.ext",
                "Require-Bundle: org.qgate.ext",
                "Require-Capability: qgate.permission;filter:=\"(name=log.write)\"")) {
            Bundle plain = context.installBundle("test:plain", jar("plain", header));
            try {
                BundleException refused = assertThrows(header, BundleException.class, plain::start);
                assertTrue(
                        refused.getMessage(),
                        refused.getMessage().contains("org.qgate.ext")
                                || refused.getMessage().contains("qgate.permission"));
                assertEquals(Bundle.INSTALLED, plain.getState());
                assertTrue(
                        admission(),
                        admission().contains("QG-EXT-0068") && admission().contains("test:plain"));
            } finally {
                plain.uninstall();
            }
        }
        Bundle below = context.installBundle("qgate:svc/plain/1.0.0/plain", jar("plain", "Bundle-Name: plain"));
        try {
            assertThrows(BundleException.class, below::start);
        } finally {
            below.uninstall();
        }
    }

    private String admission() {
        return health.reports().stream()
                .filter(report -> report.subsystem().equals("gate.admission"))
                .map(HealthReport::message)
                .findFirst()
                .orElse("");
    }

    private static ByteArrayInputStream jar(String name, String header) throws IOException {
        String manifest = String.join(
                "\n", "Manifest-Version: 1.0", "Bundle-ManifestVersion: 2", "Bundle-SymbolicName: " + name, header, "");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new JarOutputStream(out, new Manifest(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8))))
                .close();
        return new ByteArrayInputStream(out.toByteArray());
    }

    @Test
    public void shouldKeepItsStatePrivate() throws IOException {
        try (Stream<Path> files = Files.walk(state.path())) {
            for (Path file : files.toList()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                assertEquals(file.toString(), Files.isDirectory(file) ? "rwx------" : "rw-------", mode);
            }
        }
    }

    @Test
    public void shouldKnowNoPassword() {
        String[][] pairs = {{"karaf", "karaf"}, {"admin", "admin"}, {"admin", ""}, {"admin", "karaf"}};
        for (String[] pair : pairs) {
            assertThrows(String.join("/", pair), LoginException.class, () -> login(pair[0], pair[1]));
        }
    }

    private static void login(String user, String password) throws LoginException {
        new LoginContext("karaf", new Subject(), callbacks -> {
                    for (Callback callback : callbacks) {
                        if (callback instanceof NameCallback name) {
                            name.setName(user);
                        } else if (callback instanceof PasswordCallback secret) {
                            secret.setPassword(password.toCharArray());
                        }
                    }
                })
                .login();
    }

    @Test
    public void shouldLetAViewerReadAndNothingElse() throws Exception {
        assertNotNull(run(List.of("viewer"), "bundle:list"));
        for (String command : List.of(
                "shell:cat etc/keys.properties",
                "shell:echo x",
                "shell:exec id",
                "shell:new java.io.File /",
                "bundle:stop org.qgate.crypto",
                "config:list",
                "jaas:realm-list",
                "log:display",
                "system:shutdown -f",
                "feature:install kar",
                "peer:ban 00",
                "node:drain",
                "($.session toString)",
                "bundle:list > x",
                "dpn:rule-add * direct",
                "circuit:close 1")) {
            assertRefused(List.of("viewer"), command);
        }
    }

    @Test
    public void shouldLetAManagerReadLogsButNotStopTheNode() throws Exception {
        assertNotNull(run(List.of("viewer", "manager"), "log:display"));
        assertRefused(List.of("viewer", "manager"), "system:shutdown -f");
        assertRefused(List.of("viewer", "manager"), "node:drain");
        assertRefused(List.of("viewer", "manager"), "peer:ban 00");
        assertRefused(List.of("viewer", "manager"), "bundle:uninstall org.qgate.crypto");
    }

    @Test
    public void shouldLetAnAdminDoEverything() throws Exception {
        assertEquals(
                "x", run(List.of("viewer", "manager", "admin"), "shell:echo x").strip());
    }

    private void assertRefused(List<String> roles, String command) {
        Exception refusal = assertThrows(command, Exception.class, () -> run(roles, command));
        String kind = refusal.getClass().getSimpleName();
        // A command that a user has no right to is either refused or not even visible.
        assertTrue(
                command + ": " + refusal,
                Set.of("SecurityException", "CommandNotFoundException").contains(kind));
    }

    private String run(List<String> roles, String command) throws Exception {
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal("tester"));
        roles.forEach(role -> subject.getPrincipals().add(new RolePrincipal(role)));
        try {
            return Subject.doAs(subject, (PrivilegedExceptionAction<String>) () -> runHere(command));
        } catch (PrivilegedActionException wrapped) {
            throw wrapped.getException();
        }
    }

    private String runHere(String command) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printer = new PrintStream(out, true, StandardCharsets.UTF_8);
        Session session = sessions.create(new ByteArrayInputStream(new byte[0]), printer, printer);
        try {
            session.execute(command);
        } finally {
            session.close();
        }
        printer.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    public void shouldListenOnLoopbackOnly() throws IOException {
        List<String> listeners = Listeners.of(ProcessHandle.current().pid());
        assertFalse("nothing listens", listeners.isEmpty());
        assertEquals(
                List.of(),
                Listeners.notLoopback(listeners).stream()
                        .filter(address -> !isExam(address))
                        .toList());
    }

    /** The test driver's own RMI ports are not ours to judge. */
    private static boolean isExam(String address) {
        return address.startsWith("[0:0:0:0:0:0:0:0]") && System.getProperty("java.rmi.server.hostname") != null;
    }
}
