package org.qgate.kernel.internal.circuit.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.qgate.sim.SimRandom;

/** The slowest may go, so many of a hundred and no more, once the node knows what is slow. */
final class EarlyDiscardsTest {
    private final EarlyDiscards discards = new EarlyDiscards();
    private final BuildTimes times = new BuildTimes();

    private void built(int count, long tookMs) {
        for (int i = 0; i < count; i++) {
            times.built(3, tookMs * 1_000_000);
        }
    }

    private boolean isSlow(long tookMs) {
        times.built(3, tookMs * 1_000_000);
        return times.isSlow(3, tookMs * 1_000_000, 20);
    }

    @Test
    void shouldNeverBuildMoreThanAQuarterMoreThanItKeeps() {
        SimRandom random = new SimRandom(4);
        int discarded = 0;
        for (int built = 1; built <= 10_000; built++) {
            discarded += discards.takes(random.upTo(3) > 0, 20) ? 1 : 0;
            assertTrue(built <= 1.25 * (built - discarded), discarded + " of " + built);
        }
        assertTrue(discarded > 1_900, "of 10000 only " + discarded);
    }

    @Test
    void shouldNotSaveUpForLater() {
        for (int i = 0; i < 1_000; i++) {
            assertFalse(discards.takes(false, 20));
        }
        int inARow = 0;
        while (discards.takes(true, 20)) {
            inARow++;
        }
        assertEquals(3, inARow);
    }

    @Test
    void shouldKeepAllWhenItIsOff() {
        for (int i = 0; i < 100; i++) {
            assertFalse(discards.takes(true, 0));
            built(1, 100 + i);
        }
        assertFalse(times.isSlow(3, 100_000_000_000L, 0));
    }

    @Test
    void shouldCallNothingSlowBeforeItKnowsEnough() {
        built(18, 100);
        assertFalse(isSlow(9_000), "the nineteenth");
        built(1, 100);
        assertTrue(isSlow(9_000), "the twenty-first");
    }

    @Test
    void shouldCallOnlyTheSlowestFifthSlow() {
        built(60, 100);
        built(40, 500);
        assertFalse(isSlow(500), "as slow as two of five is usual here");
        assertTrue(isSlow(501));
        assertFalse(isSlow(100));
    }
}
