package org.qgate.testnet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.qgate.sim.LoopbackHttpServer;
import org.qgate.testnet.TestnetNode;

/** A client whose vault locks serves nobody anew, carries on what stands for a while, and goes on with its keys. */
@ExtendWith(SharedNetwork.class)
@Timeout(300)
final class LockedVaultIT {
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final int GRACE_SECONDS = 30;

    private final TestNetwork network;
    private final TestnetNode client;

    LockedVaultIT(TestNetwork network) {
        this.network = network;
        this.client = network.nodes().client();
    }

    @AfterEach
    void unlock() {
        client.exec("vault:unlock");
        network.nodes().awaitReady(client, LONG);
    }

    private void vault(String command) {
        assertEquals(0, client.exec("vault:" + command).exitCode(), command);
    }

    private Socket open() throws IOException {
        return network.socks("locked").connect(TestNetwork.HOST, network.web().port());
    }

    /** Asks over a stream that stands already. */
    private static void assertAnswered(Socket stream) throws IOException {
        stream.setSoTimeout(60_000);
        stream.getOutputStream()
                .write(("GET /page HTTP/1.1\r\nHost: " + TestNetwork.HOST + "\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        InputStream in = stream.getInputStream();
        String answer = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        String page = new String(LoopbackHttpServer.page(), StandardCharsets.ISO_8859_1);
        assertTrue(answer.endsWith(page), answer);
    }

    private void awaitStatus(String what, Predicate<Map<String, Object>> condition) {
        long end = System.nanoTime() + LONG.toNanos();
        Map<String, Object> last = Map.of();
        while (System.nanoTime() - end < 0) {
            last = client.json("node:status --json");
            if (condition.test(last)) {
                return;
            }
        }
        throw new AssertionError(what + ": " + last.get("bootstrapReason") + " " + last.get("reports"));
    }

    private static boolean waits(Map<String, Object> status) {
        return String.valueOf(status.get("bootstrapReason")).startsWith("waiting for the vault");
    }

    @Test
    void shouldGoOnWithoutLossWhenItIsUnlockedSoon() throws Exception {
        try (Socket one = open();
                Socket other = open()) {
            vault("lock"); // from here on 30 s
            assertThrows(IOException.class, this::open, "nobody is served anew");
            assertAnswered(one);
            vault("unlock");
            network.nodes().awaitReady(client, LONG);
            assertAnswered(other);
        }
        try (Socket again = open()) {
            assertAnswered(again);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "qgate.long", matches = "true", disabledReason = "takes long: ./qgate test --long")
    void shouldEndWhatStandsAfterThirtySecondsAndJoinAgain() throws Exception {
        try (Socket stream = open()) {
            vault("lock");
            long lockedNs = System.nanoTime();
            stream.setSoTimeout((int) LONG.toMillis());
            assertTrue(ended(stream), "the stream ended");
            double seconds = (System.nanoTime() - lockedNs) / 1e9;
            assertTrue(seconds > GRACE_SECONDS - 5, () -> "what stood ended after " + seconds + " s already");
            awaitStatus("it says what it waits for", LockedVaultIT::waits);
        }
        vault("unlock");
        network.nodes().awaitReady(client, LONG);
        try (Socket again = open()) {
            assertAnswered(again);
        }
    }

    /** With an end or a reset, whichever comes first. */
    private static boolean ended(Socket stream) {
        try {
            return stream.getInputStream().read() < 0;
        } catch (IOException reset) {
            return !(reset instanceof SocketTimeoutException);
        }
    }
}
