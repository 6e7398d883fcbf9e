package org.qgate.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;

/**
 * The shell of one node. The node ends a session after each command; the next command logs in again by itself. Use it
 * from one thread at a time; close it.
 *
 * <p>Guarantees: talks to 127.0.0.1 only; refuses a server whose host key is not the node's; never asks anything.
 */
public final class NodeShell implements AutoCloseable {
    /** The user that owns the operator key. */
    public static final String USER = "admin";

    private static final String LOOPBACK = "127.0.0.1";

    static {
        EventThreads.two();
    }

    private final NodeFiles files;
    private final String user;
    private final KeyPair key;
    private final Duration loginAtMost;
    private final SshClient client;
    private ClientSession session;

    private NodeShell(NodeFiles files, String user, Duration loginAtMost) throws IOException {
        this.files = files;
        this.user = user;
        this.loginAtMost = loginAtMost;
        key = operatorKey(files.operatorKey());
        client = client(hostKey(files.hostKey()));
    }

    /** What a command gave. The exit code is -1 when the node ended the session without one. */
    public record Result(int exitCode, String stdout, String stderr) {}

    /** The same as {@link #connect(NodeFiles, Duration)} for single values. */
    public static NodeShell connect(int port, Path keyFile, Path hostKeyFile) throws IOException {
        return connect(new NodeFiles(port, keyFile, hostKeyFile), Duration.ofSeconds(10));
    }

    /**
     * Connects and authenticates.
     *
     * @param atMost bound for each of connecting and authenticating
     * @throws IOException when nobody listens, the host key is another one, the key is refused, or time is up
     */
    public static NodeShell connect(NodeFiles files, Duration atMost) throws IOException {
        return connect(files, USER, atMost);
    }

    /** The same for another user that {@code etc/keys.properties} names. */
    public static NodeShell connect(NodeFiles files, String user, Duration atMost) throws IOException {
        NodeShell shell = new NodeShell(files, user, atMost);
        shell.client.start();
        try {
            shell.session = shell.login();
            return shell;
        } catch (IOException | RuntimeException failed) {
            shell.client.stop();
            throw failed;
        }
    }

    private static SshClient client(PublicKey host) {
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier((session, address, offered) -> KeyUtils.compareKeys(host, offered));
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setUserAuthFactoriesNames("publickey");
        client.setNioWorkers(1);
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        return client;
    }

    private ClientSession login() throws IOException {
        ClientSession fresh =
                client.connect(user, LOOPBACK, files.port()).verify(loginAtMost).getSession();
        try {
            fresh.addPublicKeyIdentity(key);
            fresh.auth().verify(loginAtMost);
            return fresh;
        } catch (IOException | RuntimeException failed) {
            fresh.close(true);
            throw failed;
        }
    }

    /** The session of the login that {@link #connect} made serves once. */
    private ClientSession session() throws IOException {
        ClientSession unused = session;
        session = null;
        return unused != null && unused.isOpen() ? unused : login();
    }

    private static KeyPair operatorKey(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Iterable<KeyPair> keys = SecurityUtils.loadKeyPairIdentities(
                    null, NamedResource.ofName(file.toString()), in, FilePasswordProvider.EMPTY);
            Iterator<KeyPair> each = keys == null ? null : keys.iterator();
            if (each == null || !each.hasNext()) {
                throw new IOException(file + " holds no private key");
            }
            return each.next();
        } catch (GeneralSecurityException malformed) {
            throw new IOException(file + " is not a private key", malformed);
        }
    }

    private static PublicKey hostKey(Path file) throws IOException {
        try {
            return AuthorizedKeyEntry.parseAuthorizedKeyEntry(
                            Files.readString(file, StandardCharsets.US_ASCII).strip())
                    .resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            throw new IOException(file + " is not a public key", malformed);
        }
    }

    /**
     * Runs a command and collects what it prints; at most {@code atMost}. It runs through {@code node:exec}, so its
     * exit code says whether trying again can help.
     */
    public Result exec(String command, Duration atMost) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = exec(command, out, err, atMost);
        return new Result(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /**
     * Runs a command and hands on what it prints as it comes.
     *
     * @return the command's exit code, -1 when the node ended the session without one
     * @throws IOException when the session breaks or time is up; the command may go on
     */
    public int exec(String command, OutputStream out, OutputStream err, Duration atMost) throws IOException {
        try (ClientSession once = session();
                ChannelExec channel = once.createExecChannel("node:exec " + quoted(command))) {
            channel.setOut(out);
            channel.setErr(err);
            channel.open().verify(atMost);
            return await(channel, atMost, command);
        }
    }

    /** One word for the shell's parser, whatever stands in it. */
    static String quoted(String command) {
        return '"' + command.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$") + '"';
    }

    private static int await(ClientChannel channel, Duration atMost, String command) throws IOException {
        if (channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), atMost).contains(ClientChannelEvent.TIMEOUT)) {
            throw new IOException("no end after " + atMost.toSeconds() + " s: " + command, new TimeoutException());
        }
        Integer status = channel.getExitStatus();
        return status == null ? -1 : status;
    }

    /**
     * Opens the shell on a terminal that the caller has put into raw mode; returns when it ends.
     *
     * @param columns width of the terminal
     * @param lines height of the terminal
     */
    public void interact(InputStream in, OutputStream out, String terminal, int columns, int lines) throws IOException {
        try (ClientSession once = session();
                ChannelShell channel = once.createShellChannel()) {
            channel.setPtyType(terminal);
            channel.setPtyColumns(columns);
            channel.setPtyLines(lines);
            channel.setIn(in);
            channel.setOut(out);
            channel.setErr(out);
            channel.open().verify(Duration.ofSeconds(10));
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), Duration.ZERO);
        }
    }

    @Override
    public void close() {
        if (session != null) {
            session.close(true);
        }
        client.stop();
    }
}
