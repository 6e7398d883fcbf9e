package org.qgate.testnet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.release.BundleJar;
import org.qgate.release.SecretKey;
import org.qgate.sim.TestBody;
import org.qgate.testnet.TestnetNode;

/** Kernel, cryptography, entry and exit of real nodes are replaced under an open download; nobody notices. */
@ExtendWith(SharedNetwork.class)
@Timeout(300)
final class UpdateIT {
    private static final long BYTES = 48L << 20;
    private static final String RATE = "3M";
    private static final List<String> BUNDLES = List.of("kernel", "crypto", "dpn");

    private final TestNetwork network;

    @TempDir
    Path folder;

    UpdateIT(TestNetwork network) {
        this.network = network;
    }

    /** The same bundle under another version, signed by the key that built the distribution. */
    private Path packed(String bundle, String version) throws IOException {
        Path jar = Path.of(System.getProperty("qgate.distribution"), "release", "org.qgate." + bundle + "-0.1.0.jar");
        byte[] next = renamed(Files.readAllBytes(jar), version);
        Path file = folder.resolve(bundle + "-" + version + ".qsx");
        Files.write(file, BundleJar.of(next).pack(key()));
        return file;
    }

    /** The key that the build signed with. */
    private static SecretKey key() throws IOException {
        String given = System.getProperty("qgate.release.key", "");
        return SecretKey.read(given.isBlank() ? SecretKey.developerFile() : Path.of(given));
    }

    private static byte[] renamed(byte[] jar, String version) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
            Manifest manifest = in.getManifest();
            manifest.getMainAttributes().putValue("Bundle-Version", version);
            try (JarOutputStream copy = new JarOutputStream(out, manifest)) {
                for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                    copy.putNextEntry(new JarEntry(entry.getName()));
                    in.transferTo(copy);
                }
            }
        }
        return out.toByteArray();
    }

    @Test
    void shouldReplaceTheCoreOfAllNodesUnderADownload() throws Exception {
        Program.need("curl");
        ExecutorService background = Executors.newSingleThreadExecutor();
        try {
            Future<Program> download = background.submit(() -> Program.run(
                    "curl",
                    "-sS",
                    "-m",
                    "200",
                    "--limit-rate",
                    RATE,
                    "--socks5-hostname",
                    network.nodes().client().socks(),
                    "http://" + TestNetwork.HOST + ":" + network.web().port() + "/bytes/" + BYTES));
            List<Long> closedMicros = new ArrayList<>();
            for (String bundle : BUNDLES) {
                Path update = packed(bundle, "0.1.1");
                for (TestnetNode node : network.nodes().nodes()) {
                    closedMicros.add(updated(node, update));
                }
            }
            assertTrue(!download.isDone(), "the download outlasts the updates");
            Program done = download.get();
            assertEquals(0, done.exitCode(), done::err);
            assertEquals(
                    TestBody.sha256(BYTES),
                    HexFormat.of().formatHex(TestBody.newSha256().digest(done.out())));
            closedMicros.sort(null);
            System.out.println("update: " + closedMicros.size() + " updates under a download, traffic stood still for "
                    + closedMicros.get(closedMicros.size() / 2) / 1_000.0 + " ms (median), at most "
                    + closedMicros.get(closedMicros.size() - 1) / 1_000.0 + " ms");
            // Ten times the bound of a quiet machine: here only so that nothing hangs.
            assertTrue(closedMicros.get(closedMicros.size() - 1) < 10_000_000, closedMicros::toString);
        } finally {
            background.shutdownNow();
        }
    }

    /** Returns for how long the node's traffic stood still, in microseconds. */
    private static long updated(TestnetNode node, Path file) {
        Map<?, ?> update = (Map<?, ?>) node.json("node:update --json " + file).get("update");
        assertEquals("PROBATION", update.get("outcome"), () -> node.index() + ": " + update);
        return ((Number) update.get("gateClosedMicros")).longValue();
    }

    @Test
    void shouldRefuseWhatIsNotSignedByThePinnedKey() throws Exception {
        Path jar = Path.of(System.getProperty("qgate.distribution"), "release", "org.qgate.shell-0.1.0.jar");
        SecretKey stranger = SecretKey.make(folder.resolve("stranger.key"));
        Path foreign = folder.resolve("foreign.qsx");
        Files.write(
                foreign, BundleJar.of(renamed(Files.readAllBytes(jar), "9.0.0")).pack(stranger));
        var refused = network.nodes().client().exec("node:update " + foreign);
        assertEquals(2, refused.exitCode());
        assertTrue(refused.stderr().contains("QG-UPD-0002"), refused::stderr);
        var bedrock = network.nodes().client().exec("node:update transport");
        assertEquals(2, bedrock.exitCode());
        assertTrue(bedrock.stderr().contains("QG-UPD-0005"), bedrock::stderr);
    }
}
