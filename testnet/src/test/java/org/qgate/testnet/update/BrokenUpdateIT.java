package org.qgate.testnet.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qgate.client.NodeShell;
import org.qgate.sim.LoopbackHttpServer;
import org.qgate.testnet.Socks5;
import org.qgate.testnet.broken.Fault;
import org.qgate.testnet.trial.PacedDownload;

/**
 * New kernels that are broken, in a real node and under a download: the old one goes on, or links are closed with a reason
 * and the next request works. Never a wrong byte.
 */
@ExtendWith(UpdateNetwork.Shared.class)
@Timeout(300)
final class BrokenUpdateIT {
    private static final long BYTES = 64L << 20;
    /** More than could come until links are closed. */
    private static final long TOO_MANY_BYTES = 1L << 30;

    private static final long BYTES_PER_SECOND = 2L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** docs/hot-swap.md: 2 s for the gate, twice 2 + 3 + 2 + 1 s for a kernel, which no other part stands still for. */
    private static final long LONGEST_MICROS = 18_000_000;

    private final UpdateNetwork network;

    BrokenUpdateIT(UpdateNetwork network) {
        this.network = network;
    }

    private PacedDownload download(LoopbackHttpServer web, String user, long bytes) {
        Socks5 proxy = new Socks5(network.nodes().client().socks(), user);
        PacedDownload download = PacedDownload.start(proxy, web.port(), bytes, BYTES_PER_SECOND);
        download.awaitBegun(PATIENCE);
        return download;
    }

    @ParameterizedTest
    @CsvSource({
        "PREPARE_FAILS, ABORTED, prepare: java.lang.IllegalStateException",
        "ADOPT_HANGS,   ABORTED, adopt did not end within 3000 ms",
        "WRONG_SCHEMA,  ABORTED, schema 65535",
        "LOSES_A_LINK,  ROLLED_BACK, by its own fault",
    })
    void shouldGoOnWithTheVersionBefore(Fault fault, String outcome, String reason) throws Exception {
        try (LoopbackHttpServer web = LoopbackHttpServer.start()) {
            PacedDownload download = download(web, fault.name(), BYTES);
            Attempt attempt = attempt(fault);
            assertEquals(outcome, attempt.entry().get("outcome"), attempt::toString);
            attempt.checkReason(reason);
            download.release();
            assertEquals(new PacedDownload.End(true, true, ""), download.await(PATIENCE));
            assertEquals(1, web.requests().size());
            network.request();
        }
    }

    /** Which of the two is right depends on whether it had sealed anything when it failed. */
    @Test
    void shouldGoOnOrBeginAnewWhenItFailsInOffice() throws Exception {
        try (LoopbackHttpServer web = LoopbackHttpServer.start()) {
            PacedDownload download = download(web, "commit", BYTES);
            Attempt attempt = attempt(Fault.COMMIT_FAILS);
            attempt.checkReason("commit: java.lang.IllegalStateException");
            download.release();
            PacedDownload.End end = download.await(PATIENCE);
            assertTrue(end.right(), "never a wrong byte");
            switch ((String) attempt.entry().get("outcome")) {
                case "ABORTED" -> assertTrue(end.whole(), end::toString);
                case "FAILED" -> assertTrue(attempt.error().contains("sealed already"), attempt::toString);
                default -> throw new AssertionError(attempt);
            }
            network.request();
        }
    }

    @ParameterizedTest
    @CsvSource({"DIES_LATER, not active", "FREEZE_FAILS, freeze: java.lang.IllegalStateException"})
    void shouldCloseLinksAndBeginAnewWhenNobodyHasTheState(Fault fault, String reason) throws Exception {
        try (LoopbackHttpServer web = LoopbackHttpServer.start()) {
            PacedDownload download = download(web, fault.name(), TOO_MANY_BYTES);
            Attempt attempt = attempt(fault);
            assertEquals("FAILED", attempt.entry().get("outcome"), attempt::toString);
            attempt.checkReason(reason);
            download.release();
            PacedDownload.End end = download.await(PATIENCE);
            assertTrue(end.right() && !end.whole(), end::toString);
            network.request();
        }
    }

    /** What came of an update that cannot succeed. */
    private record Attempt(int exitCode, Map<?, ?> entry) {
        String error() {
            return (String) entry.get("error");
        }

        void checkReason(String reason) {
            assertEquals(2, exitCode, this::toString);
            assertTrue(error().contains(reason), this::toString);
            assertTrue(((Number) entry.get("gateClosedMicros")).longValue() <= LONGEST_MICROS, this::toString);
        }
    }

    /** Tries to update the client's kernel; afterwards the version that was to go is in office. */
    private Attempt attempt(Fault fault) throws IOException {
        if (fault.ofTheOldOne()) {
            assertEquals(
                    "PROBATION",
                    ((Map<?, ?>) network.nodes()
                                    .client()
                                    .json("node:update --json " + network.broken(fault))
                                    .get("update"))
                            .get("outcome"));
        }
        String before = network.inOffice();
        Path file = fault.ofTheOldOne() ? network.packages().later("kernel") : network.broken(fault);
        NodeShell.Result result = network.nodes().client().exec("node:update --json --wait " + file);
        Map<?, ?> entry = network.lastUpdate();
        System.out.println("update: " + fault + ": " + result.stdout().strip() + " " + entry);
        assertEquals(before, network.inOffice());
        assertEquals(before, entry.get("from"));
        assertNotEquals(before, entry.get("to"));
        return new Attempt(result.exitCode(), entry);
    }
}
