package org.qgate.testnet.vault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.qgate.sim.LoopbackHttpServer;
import org.qgate.sim.TestBody;
import org.qgate.testnet.Fetch;
import org.qgate.testnet.Socks5;
import org.qgate.testnet.Testnet;
import org.qgate.testnet.TestnetException;
import org.qgate.testnet.TestnetNode;
import org.qgate.testnet.TestnetOptions;

/** Four real nodes whose key files lie in a folder that a test can take away, as one pulls out a medium. */
final class VaultNetwork implements AutoCloseable {
    /** How long open connections go on when the key is gone: in a node 30 s. */
    static final int GRACE_SECONDS = 6;

    static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Testnet nodes;
    private final LoopbackHttpServer web;

    VaultNetwork(Path dir) throws IOException {
        web = LoopbackHttpServer.start();
        TestnetOptions options = TestnetOptions.defaults(dir)
                .sized(4, 1)
                .with(TestnetOptions.ALL, "org.qgate.kernel", "lock_grace_seconds", Integer.toString(GRACE_SECONDS));
        nodes = Testnet.start(options, line -> System.out.println("vault network: " + line));
    }

    Testnet nodes() {
        return nodes;
    }

    LoopbackHttpServer web() {
        return web;
    }

    Path keyFile(int index) {
        return nodes.dir().resolve("keys").resolve(Integer.toString(index));
    }

    Path aside(int index) {
        return nodes.dir().resolve("keys-aside-" + index);
    }

    /** Starts a node again and waits until its shell answers, be it locked or not. */
    void startAgain(TestnetNode node) {
        TestnetNode again = nodes.startAgain(node);
        await("the shell of node " + node.index(), () -> answers(again), again::alive);
    }

    private static boolean answers(TestnetNode node) {
        try {
            return node.exec("vault:status").exitCode() == 0;
        } catch (TestnetException notYet) {
            assertTrue(node.alive(), () -> "node " + node.index() + " ended while starting");
            return false;
        }
    }

    /** Takes the client's key file away. */
    void pullOut() throws IOException {
        Files.move(keyFile(0), aside(0), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Puts it back. */
    void putBack() throws IOException {
        Files.move(aside(0), keyFile(0), StandardCopyOption.ATOMIC_MOVE);
    }

    Map<?, ?> vault(TestnetNode node) {
        return node.json("vault:status --json");
    }

    String vaultState(TestnetNode node) {
        return String.valueOf(((Map<?, ?>) vault(node).get("vault")).get("state"));
    }

    /** Waits for a condition; {@code said} tells what was there instead. */
    static void await(String what, BooleanSupplier condition, Supplier<?> said) {
        long endNs = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - endNs < 0, () -> "not in time: " + what + "; " + said.get());
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    void awaitVault(TestnetNode node, String state) {
        await(
                "the vault of node " + node.index() + " is " + state,
                () -> vaultState(node).equals(state),
                () -> vault(node));
    }

    /** Makes a request through the client; whether it worked. */
    boolean works(String user) {
        int bytes = 100_000;
        try {
            Fetch whole = Fetch.get(
                    new Socks5(nodes.client().socks(), user), "127.0.0.1", web.port(), "/bytes/" + bytes, at -> {});
            return TestBody.sha256(bytes).equals(whole.sha256());
        } catch (IOException refused) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        nodes.close();
        web.close();
    }
}
