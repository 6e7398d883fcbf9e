package org.qgate.base.internal.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.UpdateError;
import org.qgate.base.internal.state.FileStateFolder;
import org.qgate.base.internal.work.HealthBoard;
import org.qgate.common.json.Json;
import org.qgate.common.release.PublicReleaseKey;
import org.qgate.common.release.ReleaseDocument;
import org.qgate.common.release.ReleaseEntry;
import org.qgate.common.release.Sha256;
import org.qgate.release.SecretKey;

/** The installer in a real framework with bundles made by hand. */
class CoreInstallerTest {
    private static final Room ROOM = new Room(new Version(0, 1, 0), 1);

    @TempDir
    private Path temporary;

    private final HealthBoard health = new HealthBoard();
    private Path release;
    private FileStateFolder state;
    private Framework framework;

    @BeforeEach
    void open() throws Exception {
        release = Files.createDirectories(temporary.resolve("release"));
        state = FileStateFolder.open(temporary.resolve("qgate"));
        start();
    }

    private void start() throws BundleException {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        temporary.resolve("cache").toString(),
                        Constants.FRAMEWORK_BEGINNING_STARTLEVEL,
                        "100"));
        framework.start();
    }

    @AfterEach
    void close() throws Exception {
        stop();
        state.close();
    }

    private void stop() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(20_000);
    }

    @Test
    void shouldInstallAndStartWhatIsListed() throws Exception {
        apply(jar("org.a", "1.0.0", "first"), jar("org.b", "1.0.0", "first"));
        assertEquals(Bundle.ACTIVE, bundle("qgate:core/org.a/1.0.0").getState());
        assertEquals(
                60,
                bundle("qgate:core/org.b/1.0.0").adapt(BundleStartLevel.class).getStartLevel());
        assertEquals(HealthState.OK, reportOf("base.release").state());
    }

    @Test
    void shouldKeepAnUnchangedBundleAcrossARestart() throws Exception {
        ReleaseEntry entry = jar("org.a", "1.0.0", "first");
        apply(entry);
        Bundle before = bundle("qgate:core/org.a/1.0.0");
        long modified = before.getLastModified();
        stop();
        start();
        Files.delete(release.resolve(entry.file())); // nothing needs to be read again
        apply(entry);
        Bundle after = bundle("qgate:core/org.a/1.0.0");
        assertEquals(before.getBundleId(), after.getBundleId());
        assertEquals(modified, after.getLastModified());
        assertEquals(Bundle.ACTIVE, after.getState());
    }

    @Test
    void shouldReplaceABundleWhoseBytesChanged() throws Exception {
        apply(jar("org.a", "1.0.0", "first"));
        long modified = bundle("qgate:core/org.a/1.0.0").getLastModified();
        apply(jar("org.a", "1.0.0", "second"));
        assertEquals("second", bundle("qgate:core/org.a/1.0.0").getHeaders().get("Mark"));
        assertNotEquals(modified, bundle("qgate:core/org.a/1.0.0").getLastModified());
    }

    @Test
    void shouldReplaceAVersionAndRemoveWhatIsNoLongerListed() throws Exception {
        apply(jar("org.a", "1.0.0", "first"), jar("org.b", "1.0.0", "first"));
        apply(jar("org.a", "2.0.0", "first"));
        assertNull(bundle("qgate:core/org.a/1.0.0"));
        assertNull(bundle("qgate:core/org.b/1.0.0"));
        assertEquals(Bundle.ACTIVE, bundle("qgate:core/org.a/2.0.0").getState());
    }

    @Test
    void shouldNotInstallAnAlteredJarButStartTheOthers() throws Exception {
        ReleaseEntry altered = jar("org.a", "1.0.0", "first");
        ReleaseEntry good = jar("org.b", "1.0.0", "first");
        Files.write(release.resolve(altered.file()), new byte[] {1}, StandardOpenOption.APPEND);
        apply(altered, good);
        assertNull(bundle("qgate:core/org.a/1.0.0"));
        assertEquals(Bundle.ACTIVE, bundle("qgate:core/org.b/1.0.0").getState());
        assertEquals("QG-BAS-0009", reportOf("base.release").code());
    }

    @Test
    void shouldKeepTheOldBundleWhenTheNewBytesAreAltered() throws Exception {
        apply(jar("org.a", "1.0.0", "first"));
        ReleaseEntry altered = jar("org.a", "1.0.0", "second");
        Files.write(release.resolve(altered.file()), new byte[] {1}, StandardOpenOption.APPEND);
        apply(altered);
        assertEquals("first", bundle("qgate:core/org.a/1.0.0").getHeaders().get("Mark"));
        assertEquals(HealthState.CRITICAL, reportOf("base.release").state());
    }

    @Test
    void shouldReportABundleThatDoesNotResolveAndForgetItOnceItStarts() throws Exception {
        BundleContext context = framework.getBundleContext();
        CoreWatch watch = new CoreWatch(health);
        context.addFrameworkListener(watch);
        context.addBundleListener(watch);
        framework.adapt(FrameworkStartLevel.class).setStartLevel(10);
        await(() -> framework.adapt(FrameworkStartLevel.class).getStartLevel() == 10);
        apply(jar("org.a", "1.0.0", "first", "Import-Package", "org.missing"));
        framework.adapt(FrameworkStartLevel.class).setStartLevel(100);
        await(() ->
                health.reports().stream().anyMatch(report -> report.subsystem().equals("core.org.a")));
        assertTrue(reportOf("core.org.a").message().contains("org.missing"));
        apply(jar("org.a", "1.0.0", "second"));
        await(() ->
                health.reports().stream().noneMatch(report -> report.subsystem().equals("core.org.a")));
    }

    @Test
    void shouldDescribeWhatIsInstalled() throws Exception {
        ReleaseEntry present = jar("org.a", "1.0.0", "first");
        ReleaseEntry absent = jar("org.b", "1.0.0", "first");
        apply(present);
        InstalledCore core = new InstalledCore(
                framework.getBundleContext(), list(present, absent), bsn -> Optional.empty(), temporary);
        assertEquals("7.0.0", core.version());
        assertEquals(
                List.of("ACTIVE", "ABSENT"),
                core.coreBundles().stream().map(b -> b.state()).toList());
    }

    @Test
    void shouldReadTheListAndRefuseAnythingElse() throws Exception {
        ReleaseEntry entry = jar("org.a", "1.0.0", "first");
        String json = Json.write(Map.of("schema", "qgate.release/2", "version", "7.0.0", "bundles", List.of(entry)));
        SecretKey secret = SecretKey.make(temporary.resolve("key"));
        Files.writeString(
                release.resolve(PublicReleaseKey.FILE), secret.publicKey().encode());
        PublicReleaseKey key = ReleaseList.key(release);
        sign(json, secret);
        assertEquals(list(entry), ReleaseList.read(release, key, ROOM));
        for (String bad : List.of(
                "",
                "[]",
                json.replace("qgate.release/2", "qgate.release/1"),
                json.replace(entry.file(), "../" + entry.file()),
                json.replace(entry.sha256(), "00"),
                json.replace("\"file\"", "\"path\""),
                json.replace("1.0.0\"", "one\""),
                json.replace("\"epoch\":1", "\"epoch\":-1"))) {
            sign(bad, secret);
            QGateException refused =
                    assertThrows(QGateException.class, () -> ReleaseList.read(release, key, ROOM), bad);
            assertEquals(BaseError.RELEASE, refused.code());
        }
        for (String tooNew : List.of(json.replace("[0.1,", "[0.15,"), json.replace("\"epoch\":1", "\"epoch\":2"))) {
            sign(tooNew, secret);
            assertEquals(UpdateError.TOO_NEW, refused(key), tooNew);
        }
        sign(json, secret);
        Files.writeString(release.resolve("release.json"), json + " ");
        assertEquals(UpdateError.ALTERED, refused(key));
        sign(json, SecretKey.make(temporary.resolve("other")));
        assertEquals(UpdateError.WRONG_KEY, refused(key));
        Files.delete(release.resolve(ReleaseDocument.SIGNATURE));
        assertEquals(UpdateError.UNSIGNED, refused(key));
    }

    private ErrorCode refused(PublicReleaseKey key) {
        return assertThrows(QGateException.class, () -> ReleaseList.read(release, key, ROOM))
                .code();
    }

    private void sign(String json, SecretKey key) throws IOException {
        byte[] list = json.getBytes(StandardCharsets.UTF_8);
        Files.write(release.resolve("release.json"), list);
        Files.write(
                release.resolve(ReleaseDocument.SIGNATURE),
                key.sign(ReleaseDocument.PAYLOAD_TYPE, list).encode());
    }

    private void apply(ReleaseEntry... entries) {
        ReleaseList list = list(entries);
        Shelf shelf = new Shelf(list, state, temporary.resolve("releases"), file -> {
            throw new AssertionError("no package is read");
        });
        new CoreInstaller(framework.getBundleContext(), state, health)
                .apply(shelf, list.document().version());
    }

    private ReleaseList list(ReleaseEntry... entries) {
        return new ReleaseList(release, new ReleaseDocument("7.0.0", Arrays.asList(entries)));
    }

    private Bundle bundle(String location) {
        return framework.getBundleContext().getBundle(location);
    }

    private HealthReport reportOf(String subsystem) {
        HealthReport found = health.reports().stream()
                .filter(report -> report.subsystem().equals(subsystem))
                .findFirst()
                .orElse(null);
        assertNotNull(found, subsystem + " in " + health.reports());
        return found;
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "the condition did not come true");
            Thread.onSpinWait();
        }
    }

    private ReleaseEntry jar(String bsn, String version, String mark, String... header) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.putValue("Manifest-Version", "1.0");
        main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, bsn);
        main.putValue(Constants.BUNDLE_VERSION, version);
        main.putValue("Mark", mark);
        if (header.length == 2) {
            main.putValue(header[0], header[1]);
        }
        Path file = release.resolve(bsn + "-" + version + ".jar");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.flush();
        }
        byte[] content = Files.readAllBytes(file);
        return new ReleaseEntry(
                bsn, version, Sha256.hex(content), file.getFileName().toString(), "[0.1,0.2)", 1);
    }
}
