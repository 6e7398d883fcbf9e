package org.qgate.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.qgate.client.NodeShell;
import org.qgate.common.json.Json;

/** The distribution as an operator meets it: {@code bin/qgate}, processes, files, sockets. */
class NodeProcessIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private static TestNode node;

    @BeforeAll
    static void start() throws Exception {
        node = TestNode.unpack(
                Files.createTempDirectory(Path.of("target"), "node").toAbsolutePath());
        TestNode.Result started = node.qgate("start");
        assertEquals(0, started.exitCode(), started.toString());
    }

    @AfterAll
    static void stop() throws Exception {
        node.close();
    }

    @Test
    void shouldRunCommandsAndPassOnTheirExitCodes() throws Exception {
        TestNode.Result good = node.qgate("exec", "shell:echo \"a  'b' \\$c\"");
        assertEquals(new TestNode.Result(0, "a  'b' $c\n", ""), good);
        TestNode.Result status = node.qgate("exec", "node:status --json");
        assertEquals(0, status.exitCode(), status.toString());
        assertTrue(Json.read(status.out()) instanceof Map<?, ?>, status.out());
        assertEquals(64, node.qgate("exec", "no:such").exitCode());
        assertEquals(64, node.qgate("exec").exitCode());
        assertEquals(64, node.qgate("dance").exitCode());
        String version = node.qgate("version").out();
        assertTrue(version.matches("QGate 0\\.1\\.0\nrelease key [0-9a-f]{64}\n"), version);
    }

    @Test
    void shouldVerifyBlocksWithoutANode() throws Exception {
        Path vectors = BuiltBundles.root().resolve("docs/vectors/qustream");
        Path chain = vectors.resolve("chain.qgb");
        TestNode.Result sound = node.qgate("verify-blocks", chain.toString(), "--json");
        assertEquals(0, sound.exitCode(), sound::toString);
        assertTrue(sound.out().contains("\"signatures\":20"), sound::out);
        TestNode.Result evidence =
                node.qgate("verify-blocks", vectors.resolve("evidence.qge").toString());
        assertEquals(0, evidence.exitCode(), evidence::toString);
        TestNode.Result other = node.qgate("verify-blocks", chain.toString(), "--stream", "0".repeat(64));
        assertEquals(3, other.exitCode());
        assertTrue(other.out().contains("block 0, byte 10: stream"), other::out);
        assertEquals(64, node.qgate("verify-blocks").exitCode());
    }

    @Test
    void shouldRefuseASecondNodeOnTheFolder() throws Exception {
        TestNode.Result second = node.qgate("start");
        assertEquals(1, second.exitCode());
        assertTrue(second.err().contains("QG-BAS-0003"), second.err());
        assertEquals(0, node.qgate("exec", "system:version").exitCode());
    }

    /** The script knows the process by a file; without it the running node's lock still holds. */
    @Test
    void shouldRefuseASecondNodeOnTheSameDataWhateverItsScriptKnows() throws Exception {
        Path pidFile = node.base().resolve("data/qgate.pid");
        String pid = Files.readString(pidFile);
        Files.delete(pidFile);
        Path shell = node.etc().resolve("org.apache.karaf.shell.cfg");
        Path elsewhere =
                Files.createDirectories(node.base().resolveSibling("elsewhere")).resolve("etc");
        assertEquals(
                0,
                new ProcessBuilder("cp", "-R", node.etc().toString(), elsewhere.toString())
                        .start()
                        .waitFor());
        Files.writeString(
                elsewhere.resolve(shell.getFileName()),
                Files.readString(shell).replace("" + node.sshPort(), "" + Distribution.freePort()));
        TestNode.Result second = node.qgate(Map.of("KARAF_ETC", elsewhere.toString()), "start");
        Files.writeString(pidFile, pid);
        assertEquals(2, second.exitCode(), second.toString());
        assertTrue(second.err().contains("ended while starting"), second.err());
        assertEquals(0, node.qgate("exec", "system:version").exitCode());
    }

    @Test
    void shouldNameABusyPort() throws Exception {
        Path other = node.base().resolveSibling("other");
        TestNode.Result busy =
                node.qgate(Map.of("KARAF_ETC", node.etc().toString(), "KARAF_DATA", other.toString()), "start");
        assertEquals(1, busy.exitCode(), busy.toString());
        assertTrue(busy.err().contains("QG-TRN-0001 port " + node.sshPort()), busy.err());
    }

    @Test
    void shouldListenOnLoopbackOnly() throws IOException {
        List<String> listeners = Listeners.of(node.pid());
        assertTrue(listeners.contains("[127.0.0.1]:" + node.sshPort()), listeners.toString());
        assertEquals(List.of(), Listeners.notLoopback(listeners));
    }

    @Test
    void shouldStartTheJavaProcessAsDocumented() throws IOException {
        String command =
                Files.readString(Path.of("/proc/" + node.pid() + "/cmdline")).replace('\0', ' ');
        for (String option : List.of(
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-HeapDumpOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-Xmx",
                "-XX:MaxDirectMemorySize=")) {
            assertTrue(command.contains(option), option + " in " + command);
        }
        assertFalse(command.contains("java.security.manager"), command);
        assertFalse(command.contains("jmxremote"), command);
        // A core dump would hold the vault's keys: neither soft nor hard limit lets the process make one.
        String limits = Files.readString(Path.of("/proc/" + node.pid() + "/limits"));
        assertTrue(limits.matches("(?s).*Max core file size +0 +0 .*"), limits);
    }

    @Test
    void shouldKeepDataAndKeysPrivate() throws IOException {
        assertEquals("rwx------", mode(node.base().resolve("data")));
        assertEquals("rw-------", mode(node.etc().resolve("keys.properties")));
        try (Stream<Path> files = Files.walk(node.state())) {
            for (Path file : files.toList()) {
                assertEquals(Files.isDirectory(file) ? "rwx------" : "rw-------", mode(file), file.toString());
            }
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void shouldTakeNoPassword() throws Exception {
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier((session, address, key) -> true);
        client.start();
        try {
            for (String user : List.of("karaf", "admin")) {
                try (ClientSession session = client.connect(user, "127.0.0.1", node.sshPort())
                        .verify(SOON)
                        .getSession()) {
                    session.addPasswordIdentity(user);
                    assertThrows(IOException.class, () -> session.auth().verify(SOON), user);
                }
            }
        } finally {
            client.stop();
        }
    }

    @Test
    void shouldLetAViewerReadOnlyAndAStrangerNothing() throws Exception {
        KeyPair viewer = newKey();
        try (NodeShell admin = NodeShell.connect(node.files(), SOON)) {
            assertEquals(0, admin.exec("shell:echo x", SOON).exitCode());
        }
        Files.writeString(
                node.etc().resolve("keys.properties"),
                "vic = " + PublicKeyEntry.toString(viewer.getPublic()).split(" ")[1] + ",viewer,ssh\n",
                StandardOpenOption.APPEND);
        assertEquals(0, exitCode("vic", viewer, "bundle:list"));
        assertEquals(0, exitCode("vic", viewer, "node:status --json"));
        assertEquals(0, exitCode("vic", viewer, "node:exec 'bundle:list'"));
        for (String command : List.of(
                "shell:cat etc/keys.properties",
                "system:shutdown -f",
                "shell:echo x",
                "shell:exec ls",
                "peer:ban 00",
                "node:drain",
                "circuit:close 1",
                "dpn:rule-add * direct",
                "vault:lock",
                "vault:unlock",
                "vault:rotate",
                "store:compact",
                "($.session toString)",
                "bundle:list > x")) {
            assertNotEquals(0, exitCode("vic", viewer, command), command);
            assertNotEquals(0, exitCode("vic", viewer, "node:exec '" + command + "'"), "node:exec " + command);
        }
        assertFalse(Files.exists(node.home().resolve("x"))
                || Files.exists(node.base().resolve("x")));
        assertThrows(IOException.class, () -> exitCode("vic", newKey(), "bundle:list"));
        assertThrows(IOException.class, () -> exitCode("nobody", viewer, "bundle:list"));
    }

    /** A login of its own: the node ends a session after one command. */
    private static int exitCode(String user, KeyPair key, String command) throws Exception {
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier((session, address, offered) -> true);
        client.start();
        try (ClientSession session =
                client.connect(user, "127.0.0.1", node.sshPort()).verify(SOON).getSession()) {
            session.addPublicKeyIdentity(key);
            session.auth().verify(SOON);
            return exitCode(session, command);
        } finally {
            client.stop();
        }
    }

    private static int exitCode(ClientSession session, String command) {
        try (var channel = session.createExecChannel(command)) {
            channel.setOut(OutputStream.nullOutputStream());
            channel.setErr(OutputStream.nullOutputStream());
            channel.open().verify(SOON);
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), SOON);
            return channel.getExitStatus();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static KeyPair newKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
