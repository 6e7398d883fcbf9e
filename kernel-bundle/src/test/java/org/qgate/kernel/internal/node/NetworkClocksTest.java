package org.qgate.kernel.internal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.kernel.internal.directory.Progress;

/** What a network does with nodes whose clocks are wrong: near the truth they work, beyond it they are told why not. */
final class NetworkClocksTest {
    private final OverlayNetwork network = new OverlayNetwork(5, 5, 2, 2);

    private Progress progressOf(TestNode odd, long offsetMs) {
        odd.host.stepClockMs(offsetMs);
        network.begin();
        network.world.run(90_000);
        return odd.overlay.progress();
    }

    @ParameterizedTest
    @ValueSource(longs = {-110_000, 110_000, 840_000})
    void shouldWorkWithAClockWithinTheTolerance(long offsetMs) {
        Progress progress = progressOf(network.clients.get(0), offsetMs);
        assertEquals(100, progress.percent(), progress.toString());
        network.transfers.begin(network.entry(0), "user", 10_000, false);
        network.world.runUntil("a transfer", network.transfers::over, 60_000);
        assertEquals(1, network.transfers.count(Transfers.State.DONE));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1_200_000, 1_200_000, -14_400_000, 14_400_000})
    void shouldSayThatTheClockOfAClientMayBeWrongWhenNobodyAnswersIt(long offsetMs) {
        Progress progress = progressOf(network.clients.get(0), offsetMs);
        assertTrue(progress.percent() < 50, progress.toString());
        String clock = "clock is more than 15 minutes off; this clock says 2026-11-2";
        assertTrue(progress.reason().contains(clock), progress.reason());
        assertEquals(100, network.clients.get(1).overlay.progress().percent(), "others are not disturbed");
    }

    @ParameterizedTest
    @ValueSource(longs = {-240_000, 240_000})
    void shouldWarnOfAClockThatLinksBearAndDocumentsDoNot(long offsetMs) {
        TestNode odd = network.relays.get(2);
        Progress progress = progressOf(odd, offsetMs);
        new Watch(odd.host.health(), odd.host.audit()).saw(odd.overlay.warnings(), odd.overlay.clockAheadMs());
        HealthReport clock = odd.host.health().of("kernel.clock");
        assertEquals(HealthState.WARN, clock.state(), progress.toString());
        assertEquals("QG-KRN-0007", clock.code());
        assertTrue(clock.message().contains(offsetMs > 0 ? "ahead of" : "behind"), clock.message());
        assertEquals(100, network.clients.get(0).overlay.progress().percent(), "others are not disturbed");
        // Snapshots and descriptors from the future are refused: the relay waits ([SNAP-6], [DESC-7]).
        assertTrue(progress.percent() < 100, progress.toString());
    }
}
