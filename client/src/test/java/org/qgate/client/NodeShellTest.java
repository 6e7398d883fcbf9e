package org.qgate.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against a real SSH server in this process. */
class NodeShellTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path base;

    private SshServer server;

    @BeforeEach
    void startServer() throws Exception {
        KeyPair operator = newKey();
        KeyPair host = newKey();
        Path ssh = Files.createDirectories(base.resolve("data/qgate/ssh"));
        Files.writeString(ssh.resolve("operator_key"), pem(operator));
        Files.writeString(
                base.resolve("data/qgate/pid"), ProcessHandle.current().pid() + "\n");
        Files.writeString(ssh.resolve("host_key.pub"), PublicKeyEntry.toString(host.getPublic()) + "\n");
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(host));
        server.setPublickeyAuthenticator((user, key, session) -> knows(operator.getPublic(), user, key));
        server.setCommandFactory((channel, command) -> new Echo(unwrapped(command)));
        server.start();
        Path etc = Files.createDirectories(base.resolve("etc"));
        Files.writeString(etc.resolve("org.apache.karaf.shell.cfg"), "sshPort = " + server.getPort() + "\n");
    }

    private static String unwrapped(String command) {
        assertTrue(command.startsWith("node:exec \"") && command.endsWith("\""), command);
        return command.substring("node:exec \"".length(), command.length() - 1);
    }

    @Test
    void shouldQuoteWhatTheShellWouldInterpret() {
        assertEquals("\"say \\\"hi\\\" \\$x \\\\n\"", NodeShell.quoted("say \"hi\" $x \\n"));
    }

    private static boolean knows(PublicKey operator, String user, PublicKey key) {
        return NodeShell.USER.equals(user) && KeyUtils.compareKeys(operator, key);
    }

    @AfterEach
    void stopServer() throws IOException {
        server.stop(true);
    }

    @Test
    void shouldPassOnOutputAndExitCode() throws IOException {
        try (NodeShell shell = NodeShell.connect(NodeFiles.of(base), SOON)) {
            NodeShell.Result first = shell.exec("3 good day", SOON);
            assertEquals(new NodeShell.Result(3, "3 good day", "warned"), first);
            assertEquals(0, shell.exec("0 again", SOON).exitCode());
        }
    }

    @Test
    void shouldRefuseAServerWithAnotherHostKey() throws Exception {
        Files.writeString(
                base.resolve("data/qgate/ssh/host_key.pub"), PublicKeyEntry.toString(newKey().getPublic()) + "\n");
        assertThrows(IOException.class, () -> NodeShell.connect(NodeFiles.of(base), SOON)
                .close());
    }

    @Test
    void shouldFailWithAnotherOperatorKey() throws Exception {
        Files.writeString(base.resolve("data/qgate/ssh/operator_key"), pem(newKey()));
        assertThrows(IOException.class, () -> NodeShell.connect(NodeFiles.of(base), SOON)
                .close());
    }

    @Test
    void shouldSayReadyOnceTheCommandSucceeds() throws IOException {
        long self = ProcessHandle.current().pid();
        assertEquals(Readiness.READY, Readiness.await(NodeFiles.of(base), self, SOON, "0 ready"));
        Files.writeString(base.resolve("data/qgate/pid"), "1\n");
        assertEquals(Readiness.TOO_LATE, Readiness.await(NodeFiles.of(base), self, Duration.ofMillis(200), "0 ready"));
        Files.writeString(base.resolve("data/qgate/pid"), self + "\n");
        assertEquals(
                Readiness.TOO_LATE, Readiness.await(NodeFiles.of(base), self, Duration.ofMillis(600), "1 not yet"));
    }

    @Test
    void shouldSayEndedWhenTheProcessIsGone() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        assertEquals(0, gone.waitFor());
        assertEquals(Readiness.ENDED, Readiness.await(NodeFiles.of(base), gone.pid(), SOON, "0 ready"));
    }

    @Test
    void shouldNameAMalformedPort() throws IOException {
        Files.writeString(base.resolve("etc/org.apache.karaf.shell.cfg"), "sshPort = many\n");
        IOException refused = assertThrows(IOException.class, () -> NodeFiles.of(base));
        assertTrue(refused.getMessage().contains("'many'"), refused.getMessage());
    }

    private static KeyPair newKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** RFC 5915 with the public key inside, as the node writes it. */
    private static String pem(KeyPair key) {
        byte[] point = key.getPublic().getEncoded(); // X.509 of a P-256 key ends with the 65-byte point
        byte[] scalar = ((ECPrivateKey) key.getPrivate()).getS().toByteArray();
        ByteBuffer der = ByteBuffer.allocate(121).put(HexFormat.of().parseHex("30770201010420"));
        byte[] padded = new byte[32];
        int length = Math.min(32, scalar.length);
        System.arraycopy(scalar, scalar.length - length, padded, 32 - length, length);
        der.put(padded).put(HexFormat.of().parseHex("a00a06082a8648ce3d030107a144034200"));
        der.put(point, point.length - 65, 65);
        return "-----BEGIN EC PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der.array())
                + "\n-----END EC PRIVATE KEY-----\n";
    }

    /** Prints the command, warns on the error stream, and ends with the command's first word as exit code. */
    private static final class Echo implements Command {
        private final String command;
        private OutputStream out;
        private OutputStream err;
        private ExitCallback end;

        Echo(String command) {
            this.command = command;
        }

        @Override
        public void setInputStream(InputStream in) {}

        @Override
        public void setOutputStream(OutputStream stream) {
            out = stream;
        }

        @Override
        public void setErrorStream(OutputStream stream) {
            err = stream;
        }

        @Override
        public void setExitCallback(ExitCallback callback) {
            end = callback;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) throws IOException {
            out.write(command.getBytes(StandardCharsets.UTF_8));
            out.flush();
            err.write("warned".getBytes(StandardCharsets.UTF_8));
            err.flush();
            end.onExit(Integer.parseInt(command.split(" ")[0]));
            channel.getServerSession().close(false); // as the node does
        }

        @Override
        public void destroy(ChannelSession channel) {}
    }
}
