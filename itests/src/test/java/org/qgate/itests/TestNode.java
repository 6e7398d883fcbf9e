package org.qgate.itests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.qgate.client.NodeFiles;

/** A node of the unpacked archive in a folder of its own, driven by {@code bin/qgate}. */
final class TestNode implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(180);

    private final Path home;
    private final Path base;
    private final int sshPort = Distribution.freePort();

    private TestNode(Path home, Path base) {
        this.home = home;
        this.base = base;
    }

    /** What a call of the script gave. */
    record Result(int exitCode, String out, String err) {}

    /** Unpacks the archive and prepares a node on free ports; starts nothing. */
    static TestNode unpack(Path folder) throws Exception {
        Path archive = Path.of(System.getProperty("qgate.distribution"));
        Files.createDirectories(folder);
        Process tar = new ProcessBuilder("tar", "xzf", archive.toString(), "-C", folder.toString())
                .inheritIO()
                .start();
        if (tar.waitFor() != 0) {
            throw new IOException("cannot unpack " + archive);
        }
        try (var found = Files.list(folder)) {
            TestNode node = new TestNode(found.findFirst().orElseThrow(), folder.resolve("node"));
            node.prepare();
            return node;
        }
    }

    /** Returns a node of the same program in another folder, where nothing is yet. */
    TestNode restored(Path elsewhere) {
        return new TestNode(home, elsewhere);
    }

    private void prepare() throws Exception {
        Files.createDirectories(base);
        Process copy = new ProcessBuilder("cp", "-R", home.resolve("etc").toString(), etc().toString())
                .inheritIO()
                .start();
        if (copy.waitFor() != 0) {
            throw new IOException("cannot copy the configuration");
        }
        Path shell = etc().resolve("org.apache.karaf.shell.cfg");
        Files.writeString(shell, Files.readString(shell).replace("sshPort = 8101", "sshPort = " + sshPort));
        Files.writeString(
                etc().resolve("org.qgate.dpn.cfg"),
                "socks_listen = 127.0.0.1:" + Distribution.freePort() + "\nhttp_listen = 127.0.0.1:"
                        + Distribution.freePort() + "\n");
        Files.writeString(etc().resolve("org.qgate.local.cfg"), "https_listen =\n");
        Files.writeString(etc().resolve("org.qgate.store.cfg"), "store_segment_mib = 4\n");
        Files.writeString(etc().resolve("org.qgate.crypto.cfg"), "vault_key = " + key() + "\n");
    }

    /** The vault's key file. */
    Path key() {
        return base.resolveSibling("keys").resolve(base.getFileName()).toAbsolutePath();
    }

    Path home() {
        return home;
    }

    Path base() {
        return base;
    }

    Path etc() {
        return base.resolve("etc");
    }

    Path state() {
        return base.resolve("data/qgate");
    }

    NodeFiles files() throws IOException {
        return NodeFiles.of(base);
    }

    int sshPort() {
        return sshPort;
    }

    long pid() throws IOException {
        return Long.parseLong(Files.readString(base.resolve("data/qgate.pid")).strip());
    }

    /** Calls {@code bin/qgate} for this node. */
    Result qgate(String... arguments) throws IOException {
        return qgate(Map.of(), arguments);
    }

    /** The same with more environment. */
    Result qgate(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/qgate").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("QGATE_NODE", base.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Path out = Files.createTempFile(base.getParent(), "out", ".txt");
        Path err = Files.createTempFile(base.getParent(), "err", ".txt");
        Process process = builder.redirectInput(
                        ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!ended(process)) {
            process.destroyForcibly();
            throw new IOException("no end: " + command);
        }
        return new Result(process.exitValue(), text(out), text(err));
    }

    private static boolean ended(Process process) throws IOException {
        try {
            return process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        }
    }

    private static String text(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        Files.delete(file);
        return text;
    }

    @Override
    public void close() throws IOException {
        qgate("stop");
    }
}
