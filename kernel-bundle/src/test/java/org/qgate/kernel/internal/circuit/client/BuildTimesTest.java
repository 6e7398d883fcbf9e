package org.qgate.kernel.internal.circuit.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Waiting follows what circuits took, within bounds, and starts anew when the network changed. */
final class BuildTimesTest {
    private static final long CONFIGURED_MS = 10_000;

    private final BuildTimes times = new BuildTimes();

    private void built(int count, long tookMs) {
        for (int i = 0; i < count; i++) {
            times.built(3, tookMs * 1_000_000);
        }
    }

    private long timeoutMs() {
        return times.timeoutMs(3, CONFIGURED_MS);
    }

    @Test
    void shouldWaitAsConfiguredUntilItKnowsEnough() {
        built(19, 900);
        assertEquals(CONFIGURED_MS, timeoutMs());
        built(1, 900);
        assertEquals(2_700, timeoutMs());
    }

    @Test
    void shouldFollowTheEightiethPercentileOfTheLastHundred() {
        built(100, 3_000);
        built(80, 600);
        built(20, 3_000);
        assertEquals(1_800, timeoutMs());
        assertEquals(3_000, times.timeoutMs(5, CONFIGURED_MS), "by the number of hops");
        built(1, 3_000); // now 79 are fast
        assertEquals(9_000, timeoutMs());
    }

    @Test
    void shouldStayWithinItsBounds() {
        built(20, 1);
        assertEquals(1_500, timeoutMs());
        assertEquals(1_000, times.timeoutMs(3, 1_000), "never more than configured");
        built(100, 9_000);
        assertEquals(CONFIGURED_MS, timeoutMs());
    }

    @Test
    void shouldForgetEverythingWhenNothingIsBuiltInTimeAnyMore() {
        built(100, 10);
        for (int i = 0; i < 4; i++) {
            times.late();
        }
        built(1, 10);
        times.late();
        assertEquals(1_500, timeoutMs());
        for (int i = 0; i < 4; i++) {
            times.late();
        }
        assertEquals(CONFIGURED_MS, timeoutMs());
    }

    @Test
    void shouldComeThroughAHandOver() {
        built(30, 900);
        BuildTimes next = new BuildTimes();
        next.thaw(times.freeze());
        assertEquals(timeoutMs(), next.timeoutMs(3, CONFIGURED_MS));
    }
}
