package org.qgate.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.KeyPair;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;

/** Asks a shell until it answers: the same way for ours and for stock, so it takes any host key, on loopback only. */
final class SshProbe implements AutoCloseable {
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final SshClient client = SshClient.setUpDefaultClient();

    SshProbe() {
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setUserAuthFactoriesNames("publickey");
        client.start();
    }

    /** Gives the key to log in with, once it exists. */
    @FunctionalInterface
    interface Key {
        Optional<KeyPair> find() throws IOException;
    }

    /** Waits until {@code command} has run with exit code 0. */
    void await(Process process, int port, String user, Key key, String command, Duration atMost) throws IOException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!listens(port) || !answers(port, user, key, command)) {
            if (!process.isAlive()) {
                throw new IOException("the process ended with " + process.exitValue());
            }
            if (System.nanoTime() - end > 0) {
                throw new IOException("no answer on port " + port + " within " + atMost.toSeconds() + " s");
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private boolean answers(int port, String user, Key key, String command) throws IOException {
        Optional<KeyPair> found = key.find();
        if (found.isEmpty()) {
            return false;
        }
        try (ClientSession session =
                client.connect(user, "127.0.0.1", port).verify(STEP).getSession()) {
            session.addPublicKeyIdentity(found.get());
            session.auth().verify(STEP);
            try (ChannelExec channel = session.createExecChannel(command)) {
                channel.open().verify(STEP);
                channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), STEP);
                return Integer.valueOf(0).equals(channel.getExitStatus());
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        client.stop();
    }
}
