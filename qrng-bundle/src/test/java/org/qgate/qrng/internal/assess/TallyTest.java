package org.qgate.qrng.internal.assess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/** What right predictions come to: in all, and in a row. */
class TallyTest {
    /** Ten in a row among 200 say more than 10 of 200 do. */
    @Test
    void shouldFindHowLikelyARunIsAsCountingTheWaysDoes() {
        Tally tally = tally(10, 190);
        Outcome outcome = tally.outcome("6.3.7", "test", 2 << 8);
        double local = outcome.values().get("P_local");
        assertEquals(Probability.bits(local), outcome.minEntropy());
        assertEquals(0.99, withoutRun(local, 11, 200), 1e-6);
    }

    /** Counts trial by trial how likely it is that the present run has each length and none was longer. */
    private static double withoutRun(double p, int run, int trials) {
        double[] running = new double[run];
        running[0] = 1;
        for (int trial = 0; trial < trials; trial++) {
            double[] next = new double[run];
            for (int i = 0; i < run; i++) {
                next[0] += running[i] * (1 - p);
                if (i + 1 < run) {
                    next[i + 1] = running[i] * p;
                }
            }
            running = next;
        }
        double all = 0;
        for (double each : running) {
            all += each;
        }
        return all;
    }

    @Test
    void shouldBoundWhatWasNeverRight() {
        Outcome outcome = tally(0, 1_000).outcome("6.3.7", "test", 1_000);
        assertEquals(1 - Math.pow(0.01, 0.001), outcome.values().get("P_global'"), 1e-12);
        assertFalse(outcome.values().containsKey("P_local"));
    }

    @Test
    void shouldFindNoEntropyInWhatWasAlwaysRight() {
        Outcome outcome = tally(1_000, 0).outcome("6.3.7", "test", 2);
        assertEquals(0, outcome.minEntropy());
    }

    @Test
    void shouldEndNoRunWhereNothingWasPredicted() {
        Tally tally = tally(5, 0);
        tally.none();
        tally.add(true);
        Outcome outcome = tally.outcome("6.3.9", "test", 2);
        assertEquals(7, outcome.values().get("r"));
        assertEquals(7, outcome.values().get("N"));
    }

    private static Tally tally(int right, int wrong) {
        Tally tally = new Tally();
        for (int i = 0; i < right + wrong; i++) {
            tally.add(i < right);
        }
        return tally;
    }
}
