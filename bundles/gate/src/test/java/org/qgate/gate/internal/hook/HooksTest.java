package org.qgate.gate.internal.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleWiring;
import org.qgate.ext.Permission;

/** The hooks in a real framework, with bundles made by hand. */
class HooksTest {
    private static final String LOCATION = "qgate:svc/probe/1.0.0/probe";

    @TempDir
    private Path temporary;

    private TestFramework framework;

    @BeforeEach
    void open() throws Exception {
        framework = TestFramework.start(temporary.resolve("cache"));
    }

    @AfterEach
    void close() throws Exception {
        framework.stop();
    }

    private Bundle probe(String permissions) throws Exception {
        return framework.install(
                LOCATION, TestBundle.named("probe").importing("org.qgate.ext").requiring(permissions));
    }

    private void admit(Bundle bundle, Permission... granted) throws Exception {
        framework.table().admit(TestBundle.admission(bundle, Set.of(granted)));
    }

    @Test
    void shouldNotResolveWhatNobodyAdmitted() throws Exception {
        Bundle probe = probe("");
        assertThrows(BundleException.class, probe::start);
        assertEquals(Bundle.INSTALLED, probe.getState());
        assertEquals(1, framework.table().refused());
        String said = framework.health().of("gate.admission").message();
        assertTrue(said.contains("QG-EXT-0068") && said.contains(LOCATION), said);
    }

    @Test
    void shouldResolveAndLoadWhatWasAdmitted() throws Exception {
        Bundle probe = probe("");
        admit(probe);
        probe.start();
        assertEquals("probe.Entry", probe.loadClass("probe.Entry").getName());
        assertEquals(0, framework.table().refused());
    }

    @Test
    void shouldRefuseAgainOnceTheAdmissionHasEnded() throws Exception {
        Bundle probe = probe("");
        admit(probe);
        framework.table().dismiss(LOCATION);
        assertThrows(BundleException.class, probe::start);
    }

    @Test
    void shouldNotAdmitAnotherBundleAtTheSamePlace() throws Exception {
        Bundle probe = probe("");
        admit(probe);
        probe.uninstall();
        Bundle second = probe("");
        assertThrows(BundleException.class, second::start);
    }

    @Test
    void shouldNotAdmitOtherVersionThanWasVerified() throws Exception {
        Bundle probe = probe("");
        admit(probe);
        probe.update(TestBundle.named("probe").version("1.0.1").stream());
        assertThrows(BundleException.class, probe::start);
    }

    @Test
    void shouldBlockUngrantedPermissionAndNameIt() throws Exception {
        Bundle probe = probe("net.dial");
        admit(probe, Permission.LOG_WRITE);
        BundleException refused = assertThrows(BundleException.class, probe::start);
        assertTrue(refused.getMessage().contains("net.dial"), refused.getMessage());
        admit(probe, Permission.LOG_WRITE, Permission.NET_DIAL);
        probe.start();
        assertEquals(Bundle.ACTIVE, probe.getState());
    }

    @Test
    void shouldNeverResolveAPlainBundleThatImportsTheApi() throws Exception {
        Bundle plain =
                framework.install("file:evil.jar", TestBundle.named("evil").importing("org.qgate.ext"));
        assertThrows(BundleException.class, plain::start);
        assertEquals(Bundle.INSTALLED, plain.getState());
        assertEquals(1, framework.table().refused());
        plain.uninstall();
        assertEquals("OK", framework.health().of("gate.admission").state().name());
    }

    @Test
    void shouldNeverResolveAPlainBundleThatRequiresAPermission() throws Exception {
        Bundle plain =
                framework.install("file:evil.jar", TestBundle.named("evil").requiring("log.write"));
        assertThrows(BundleException.class, plain::start);
    }

    @Test
    void shouldNotBelieveNames() throws Exception {
        Bundle fake = framework.install(
                "file:evil.jar",
                TestBundle.named("org.qgate.gate").version("9.0.0").importing("org.qgate.ext"));
        assertThrows(BundleException.class, fake::start);
    }

    @Test
    void shouldGiveThePlainBundleNoApiByDynamicImport() throws Exception {
        Bundle plain =
                framework.install("file:evil.jar", TestBundle.named("evil").header("DynamicImport-Package", "*"));
        plain.start();
        assertThrows(ClassNotFoundException.class, () -> plain.loadClass("org.qgate.ext.Permission"));
    }

    @Test
    void shouldLeaveTheDistributionAlone() throws Exception {
        Bundle core = framework.install(
                "qgate:core/org.qgate.services/1.0.0", TestBundle.named("core").importing("org.qgate.ext"));
        core.start();
        assertEquals(Bundle.ACTIVE, core.getState());
    }

    @Test
    void shouldWireNoPackageOfOthers() throws Exception {
        framework
                .install("file:library.jar", TestBundle.named("library").header("Export-Package", "library"))
                .start();
        Bundle probe = framework.install(LOCATION, TestBundle.named("probe").importing("library"));
        admit(probe);
        assertThrows(BundleException.class, probe::start);
    }

    @Test
    void shouldWireNoPackageOfTheRuntimeButJava() throws Exception {
        Bundle probe = framework.install(LOCATION, TestBundle.named("probe").importing("org.osgi.framework"));
        admit(probe);
        assertThrows(BundleException.class, probe::start);
        probe.uninstall();
        Bundle good = framework.install(LOCATION, TestBundle.named("probe").importing("java.util"));
        admit(good);
        good.start();
        assertEquals(Bundle.ACTIVE, good.getState());
    }

    @Test
    void shouldAttachNoFragmentToAnExtender() throws Exception {
        Bundle probe = probe("");
        Bundle fragment = framework.install(
                "file:fragment.jar", TestBundle.named("fragment").header("Fragment-Host", "probe"));
        admit(probe);
        probe.start();
        assertEquals(Bundle.INSTALLED, fragment.getState());
        assertEquals(
                0,
                probe.adapt(BundleWiring.class)
                        .getProvidedWires("osgi.wiring.host")
                        .size());
    }

    @Test
    void shouldNotLoadAClassThatDiffers() throws Exception {
        Bundle probe = probe("");
        framework.table().admit(TestBundle.admission(probe, Map.of("probe.Entry", "00".repeat(32)), Set.of()));
        probe.start();
        assertThrows(LinkageError.class, () -> probe.loadClass("probe.Entry"));
        assertThrows(LinkageError.class, () -> probe.loadClass("probe.Entry"), "once refused, always refused");
        String said = framework.health().of("gate.admission").message();
        assertTrue(said.contains("QG-EXT-0069") && said.contains("probe.Entry"), said);
    }

    @Test
    void shouldNotLoadAClassThatWasNotThere() throws Exception {
        Bundle probe = probe("");
        framework.table().admit(TestBundle.admission(probe, Map.of(), Set.of()));
        probe.start();
        assertThrows(LinkageError.class, () -> probe.loadClass("probe.Entry"));
    }

    @Test
    void shouldNotLoadAClassOnceTheAdmissionHasEnded() throws Exception {
        Bundle probe = probe("");
        admit(probe);
        probe.start();
        framework.table().dismiss(LOCATION);
        assertThrows(LinkageError.class, () -> probe.loadClass("probe.Entry"));
    }

    @Test
    void shouldNotLoadAClassThatWasAlteredInTheCache() throws Exception {
        Bundle probe = probe("");
        var verified = TestBundle.admission(probe, Set.of());
        framework.stop();
        assertTrue(TestBundle.alterClasses(temporary.resolve("cache")) > 0);
        framework.startAgain();
        Bundle again = framework.bundle(LOCATION);
        assertThrows(BundleException.class, again::start, "nothing is admitted after a start");
        framework.table().admit(verified);
        again.start();
        assertThrows(LinkageError.class, () -> again.loadClass("probe.Entry"));
    }

    @Test
    void shouldLetTheDistributionAloneInstallANameTwice() throws Exception {
        probe("");
        TestBundle same = TestBundle.named("probe").importing("org.qgate.ext");
        assertThrows(BundleException.class, () -> framework.install("file:same.jar", same));
        assertThrows(BundleException.class, () -> framework.install("qgate:svc/probe/1.0.0-2/probe", same));
        Bundle core = framework.install("qgate:core/org.qgate.services/1.0.0", TestBundle.named("core"));
        core.start();
        core.getBundleContext().installBundle("qgate:svc/probe/1.0.0-3/probe", same.stream());
    }
}
