package org.qgate.kernel.internal.circuit.congestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The congestion window against a path of known bandwidth and delay. */
final class VegasTest {
    private static final long MIB = 1 << 20;
    private static final long ACKNOWLEDGED = 64 * 1024;

    private long nowNs;

    /** Runs a full window over a path; what exceeds its product waits and lengthens the round trip. */
    private void run(Vegas vegas, double bytesPerSecond, long delayNs, int acknowledgements) {
        for (int i = 0; i < acknowledgements; i++) {
            vegas.filled();
            double queued = Math.max(0, vegas.window() - bytesPerSecond * delayNs / 1e9);
            acknowledge(vegas, bytesPerSecond, delayNs + (long) (queued / bytesPerSecond * 1e9));
        }
    }

    /** Time goes on as the path lets the acknowledged bytes through, or the window does. */
    private void acknowledge(Vegas vegas, double bytesPerSecond, long roundTripNs) {
        double rate = Math.min(bytesPerSecond, vegas.window() * 1e9 / roundTripNs);
        nowNs += (long) (ACKNOWLEDGED / rate * 1e9);
        vegas.acknowledged(ACKNOWLEDGED, roundTripNs, nowNs, false);
    }

    @Test
    void shouldSettleAroundTheProductOfThePath() {
        Vegas vegas = new Vegas(8 * MIB);
        run(vegas, 20e6, 100_000_000, 2_000);
        double queued = vegas.window() - 20e6 * 0.1;
        assertTrue(queued > 0.8 * Vegas.ALPHA && queued < 1.2 * Vegas.BETA, "queued " + queued);
    }

    @Test
    void shouldFollowAPathThatGetsNarrower() {
        Vegas vegas = new Vegas(8 * MIB);
        run(vegas, 40e6, 100_000_000, 2_000);
        long wide = vegas.window();
        run(vegas, 5e6, 100_000_000, 2_000);
        assertTrue(vegas.window() < wide / 3, wide + " then " + vegas.window());
    }

    @Test
    void shouldNotFallBelowTheFloorNorRiseAboveTheCap() {
        Vegas narrow = new Vegas(8 * MIB);
        narrow.acknowledged(ACKNOWLEDGED, 1_000_000, 0, false); // the empty path was seen once
        run(narrow, 10e3, 1_000_000, 100);
        assertTrue(narrow.window() >= Vegas.FLOOR_BYTES && narrow.window() < Vegas.FLOOR_BYTES + 1_000);
        Vegas wide = new Vegas(2 * MIB);
        run(wide, 1e9, 100_000_000, 2_000);
        assertEquals(2 * MIB, wide.window());
    }

    @Test
    void shouldCountVeryShortRoundTripsAsOneMillisecond() {
        Vegas vegas = new Vegas(8 * MIB);
        vegas.acknowledged(ACKNOWLEDGED, 20_000, 0, false);
        assertEquals(Vegas.LEAST_RTT_NS, vegas.rttNs());
    }

    @Test
    void shouldNotGrowWhenTheWindowIsNotUsed() {
        Vegas vegas = new Vegas(8 * MIB);
        for (int i = 0; i < 1_000; i++) {
            vegas.acknowledged(ACKNOWLEDGED, 50_000_000, i * 10_000_000L, false);
        }
        assertEquals(Vegas.FLOOR_BYTES, vegas.window());
    }

    @Test
    void shouldGoOnAfterAHandOver() {
        Vegas vegas = new Vegas(8 * MIB);
        run(vegas, 20e6, 100_000_000, 300);
        Vegas thawed = new Vegas(8 * MIB);
        thawed.thaw(vegas.freeze(nowNs), nowNs);
        long frozenNs = nowNs;
        run(vegas, 20e6, 100_000_000, 300);
        nowNs = frozenNs;
        run(thawed, 20e6, 100_000_000, 300);
        assertEquals(vegas.window(), thawed.window());
    }

    @Test
    void shouldNotTakeStallsForAQueue() {
        Vegas vegas = new Vegas(8 * MIB);
        long period = 500_000_000;
        long stall = 200_000_000;
        long delay = 120_000_000;
        long least = Long.MAX_VALUE;
        while (nowNs < 60_000_000_000L) {
            vegas.filled();
            // All that is under way is held up together: what came last waits least.
            acknowledge(vegas, 1e9, delay + Math.max(0, stall - nowNs % period));
            least = nowNs < 30_000_000_000L ? least : Math.min(least, vegas.window());
        }
        assertTrue(least > 2 * MIB, "10 MB/s need 1.2 MB and what the stalls hold up: " + least);
    }

    @Test
    void shouldTakeALastingDelayForAQueue() {
        Vegas vegas = new Vegas(8 * MIB);
        run(vegas, 20e6, 100_000_000, 2_000);
        long before = vegas.window();
        for (long end = nowNs + 3_000_000_000L; nowNs < end; ) {
            vegas.filled();
            acknowledge(vegas, 20e6, 400_000_000);
        }
        assertTrue(vegas.window() < before / 2, before + " then " + vegas.window());
    }
}
