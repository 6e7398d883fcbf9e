package org.qgate.testnet.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.qgate.client.NodeShell;
import org.qgate.testnet.Socks5;
import org.qgate.testnet.TestnetNode;
import org.qgate.testnet.trial.PacedDownload;

/** Keys that go, come back, are wrong or are changed, and stores that are not the right ones, with real nodes. */
@Timeout(300)
final class VaultIT {
    private static final long LARGE = 64L << 20;
    private static final long SLOW = 1L << 20;

    private static VaultNetwork network;

    @BeforeAll
    static void start() throws IOException {
        network = new VaultNetwork(Path.of("target", "vault-network"));
    }

    @AfterAll
    static void stop() throws IOException {
        network.close();
    }

    private static TestnetNode client() {
        return network.nodes().client();
    }

    private static PacedDownload download(String user) {
        PacedDownload running = PacedDownload.start(
                new Socks5(client().socks(), user), network.web().port(), LARGE, SLOW);
        running.awaitBegun(VaultNetwork.PATIENCE);
        return running;
    }

    @Test
    void shouldEndWhatWasOpenWithinTheGraceAndGoOnWhenTheKeyIsBack() throws Exception {
        PacedDownload open = download("open");
        network.pullOut();
        network.awaitVault(client(), "LOCKED");
        long lockedNs = System.nanoTime();
        long atLock = open.arrived();
        assertFalse(network.works("new"), "a new connection while locked");
        NodeShell.Result refused = client().exec("peer:list");
        assertTrue(refused.exitCode() != 0 && refused.stderr().contains("QG-VLT-0002"), refused::toString);
        PacedDownload.End end = open.await(VaultNetwork.PATIENCE);
        double seconds = (System.nanoTime() - lockedNs) / 1e9;
        System.out.printf("the open download ended %.1f s after the lock was seen%n", seconds);
        assertFalse(end.whole(), "the open download ended before its end");
        assertTrue(end.right(), "what came of it is right");
        assertTrue(open.arrived() > atLock, "open connections go on for a while");
        assertTrue(seconds < 10 * VaultNetwork.GRACE_SECONDS, () -> seconds + " s");
        network.putBack();
        network.awaitVault(client(), "UNLOCKED");
        VaultNetwork.await("requests work again", () -> network.works("again"), () -> client().exec("node:status")
                .stdout());
    }

    @Test
    void shouldLoseNothingWhenTheKeyIsSoonBack() throws Exception {
        PacedDownload open = download("short");
        network.pullOut();
        network.awaitVault(client(), "LOCKED");
        network.putBack();
        network.awaitVault(client(), "UNLOCKED");
        open.release();
        PacedDownload.End end = open.await(VaultNetwork.PATIENCE);
        assertTrue(end.whole() && end.right(), end::toString);
        VaultNetwork.await("requests work", () -> network.works("short"), () -> client().exec("node:status")
                .stdout());
    }

    /** What must not change on disk: all of the state but process id and shell keys. */
    private static Map<Path, String> state(TestnetNode node) throws IOException {
        return Digests.of(node.dir().resolve("data/qgate"), List.of("pid", "lock", "core"));
    }

    private static void restart(TestnetNode node, Task between) throws Exception {
        assertTrue(network.nodes().stop(node), "node " + node.index() + " stopped by itself");
        between.run();
        network.startAgain(node);
    }

    /** Something with files. */
    @FunctionalInterface
    private interface Task {
        void run() throws Exception;
    }

    private static String locked(TestnetNode node) {
        network.awaitVault(node, "LOCKED");
        return String.valueOf(((Map<?, ?>) network.vault(node).get("vault")).get("reason"));
    }

    private static void awaitWorks(String what) {
        network.nodes().awaitReady(client(), VaultNetwork.PATIENCE);
        VaultNetwork.await(what, () -> network.works("after"), () -> client().exec("node:status")
                .stdout());
    }

    @Test
    void shouldRefuseWrongAndMissingKeysAndChangeNothing() throws Exception {
        List<Map<Path, String>> before = new ArrayList<>();
        restart(client(), () -> {
            before.add(state(client()));
            network.pullOut();
            Files.copy(network.keyFile(1), network.keyFile(0));
        });
        String wrong = locked(client());
        assertTrue(wrong.contains("QG-VLT-0003"), wrong);
        restart(client(), () -> {
            assertEquals(before.get(0), state(client()), "nothing changed with a wrong key");
            Files.delete(network.keyFile(0));
        });
        String missing = locked(client());
        assertEquals(network.keyFile(0) + " is not there", missing);
        assertFalse(Files.exists(network.keyFile(0)), "no new key is made beside a vault");
        restart(client(), () -> {
            assertEquals(before.get(0), state(client()), "nothing changed without a key");
            network.putBack();
        });
        awaitWorks("requests work with the right key");
    }

    private static Path store(TestnetNode node) {
        return node.dir().resolve("data/qgate/store");
    }

    private static void swapStores(TestnetNode one, TestnetNode other) throws IOException {
        Path aside = network.nodes().dir().resolve("store-aside");
        Files.move(store(one), aside, StandardCopyOption.ATOMIC_MOVE);
        Files.move(store(other), store(one), StandardCopyOption.ATOMIC_MOVE);
        Files.move(aside, store(other), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Waits until the health board has an error of the store; returns its code. */
    private static String storeError(TestnetNode node) {
        String[] code = {""};
        VaultNetwork.await(
                "node " + node.index() + " refuses its store",
                () -> {
                    code[0] = reports(node)
                            .filter(each -> "store".equals(each.get("subsystem")) && "ERROR".equals(each.get("state")))
                            .map(each -> String.valueOf(each.get("code")))
                            .findFirst()
                            .orElse("");
                    return !code[0].isEmpty();
                },
                () -> client().exec("node:status").stdout());
        return code[0];
    }

    private static Stream<Map<?, ?>> reports(TestnetNode node) {
        List<?> all = (List<?>) node.json("node:status --json").get("reports");
        return all.stream().map(each -> (Map<?, ?>) each);
    }

    @Test
    void shouldRefuseTheStoreOfAnotherNode() throws Exception {
        TestnetNode relay = network.nodes().node(2);
        List<Map<Path, String>> before = new ArrayList<>();
        assertTrue(network.nodes().stop(relay), "the relay stopped by itself");
        restart(client(), () -> {
            swapStores(client(), relay);
            before.add(state(client()));
        });
        assertEquals("QG-STO-0003", storeError(client()));
        restart(client(), () -> {
            assertEquals(before.get(0), state(client()), "nothing changed");
            swapStores(client(), relay);
        });
        network.startAgain(relay);
        network.nodes().awaitReady(network.nodes().node(2), VaultNetwork.PATIENCE);
        awaitWorks("requests work with the right store");
    }

    @Test
    void shouldRefuseAnOlderCopyOfTheStore() throws Exception {
        Path aside = Files.createTempDirectory(network.nodes().dir(), "stores");
        Path older = aside.resolve("older");
        Path newer = aside.resolve("newer");
        restart(client(), () -> Digests.copy(store(client()), older));
        network.nodes().awaitReady(client(), VaultNetwork.PATIENCE);
        assertEquals(0, client().exec("dpn:rule-add older.test block").exitCode());
        restart(client(), () -> {
            Files.move(store(client()), newer, StandardCopyOption.ATOMIC_MOVE);
            Files.move(older, store(client()), StandardCopyOption.ATOMIC_MOVE);
        });
        assertEquals("QG-STO-0014", storeError(client()));
        restart(client(), () -> {
            Files.move(store(client()), older, StandardCopyOption.ATOMIC_MOVE);
            Files.move(newer, store(client()), StandardCopyOption.ATOMIC_MOVE);
        });
        awaitWorks("requests work with the latest store");
        assertTrue(client().exec("dpn:rule-list").stdout().contains("older.test"), "the rule is there");
    }

    @Test
    void shouldLoseNoAcknowledgedChangeWhileKeysComeAndGo() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<String> acknowledged = new ArrayList<>();
        Thread writer = new Thread(() -> addRules(over, acknowledged), "writer");
        writer.start();
        try {
            for (int i = 0; i < 3; i++) {
                assertEquals(0, client().exec("vault:rotate").exitCode());
                assertEquals(0, client().exec("vault:lock").exitCode());
                assertEquals(0, client().exec("vault:unlock").exitCode());
            }
        } finally {
            over.set(true);
            writer.join(Duration.ofSeconds(60).toMillis());
        }
        awaitWorks("requests work after all this");
        VaultNetwork.await(
                "old epochs are gone",
                () -> Integer.valueOf(1)
                        .equals(((Number) ((Map<?, ?>) network.vault(client()).get("vault")).get("epochs")).intValue()),
                () -> network.vault(client()));
        String rules = client().exec("dpn:rule-list").stdout();
        List<String> lost =
                acknowledged.stream().filter(each -> !rules.contains(each)).toList();
        System.out.println(acknowledged.size() + " rules acknowledged meanwhile");
        assertFalse(acknowledged.isEmpty(), "some were acknowledged");
        assertEquals(List.of(), lost);
    }

    private static void addRules(AtomicBoolean over, List<String> acknowledged) {
        for (int i = 0; !over.get(); i++) {
            String name = "rule-" + i + ".test";
            if (client().exec("dpn:rule-add " + name + " block").exitCode() == 0) {
                acknowledged.add(name);
            }
        }
    }
}
