package org.qgate.gate.internal.confine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Shares of a processor, with a clock that is moved by hand. */
class DutyCycleTest {
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE = 60 * SECOND;

    private long now = 5 * SECOND;
    private long used = 7 * SECOND; // of an earlier life: does not count

    private DutyCycle cycle(int percent) {
        return new DutyCycle(percent, PATIENCE, now, used);
    }

    /** Lets time go by in which it runs on so many cores whenever it may; returns what it used. */
    private long run(DutyCycle cycle, long timeNs, double cores) {
        long before = used;
        boolean still = false;
        for (long end = now + timeNs; now < end; ) {
            now += LOOK_NS;
            used += still ? 0 : (long) (LOOK_NS * cores);
            still = cycle.look(now, used);
        }
        return used - before;
    }

    @Test
    void shouldKeepASpinnerToItsShare() {
        for (int percent : new int[] {5, 20, 50, 90}) {
            for (double cores : new double[] {1, 2, 16}) {
                DutyCycle cycle = cycle(percent);
                cycle.begun();
                long got = run(cycle, 30 * SECOND, cores);
                double share = 100.0 * got / (30 * SECOND);
                // One bucket and one look more, over half a minute.
                double most = percent + 100.0 * (DutyCycle.MOST_SAVED_NS + cores * LOOK_NS) / (30.0 * SECOND) + 0.1;
                assertTrue(share <= most, percent + " % on " + cores + " cores: " + share);
                assertTrue(share >= percent * 0.9, percent + " % on " + cores + " cores: " + share);
            }
        }
    }

    @Test
    void shouldNotTouchWhoKeepsToIt() {
        DutyCycle cycle = cycle(20);
        cycle.begun();
        assertEquals((long) (10 * SECOND * 0.19), run(cycle, 10 * SECOND, 0.19), SECOND / 1_000);
        assertFalse(cycle.overdrawn());
    }

    @Test
    void shouldLetAJavaMachineBegin() {
        DutyCycle cycle = cycle(10);
        long got = run(cycle, 2 * SECOND, 0.75);
        assertEquals((long) (2 * SECOND * 0.75), got, SECOND / 1_000);
    }

    @Test
    void shouldTakeBackWhatTheBeginningDidNotUse() {
        DutyCycle cycle = cycle(10);
        cycle.begun();
        assertTrue(run(cycle, SECOND, 1) < SECOND / 3);
    }

    @Test
    void shouldLoseItsPatienceWithOneThatAlwaysWantsMore() {
        DutyCycle cycle = cycle(20);
        run(cycle, PATIENCE - 5 * SECOND, 1);
        assertFalse(cycle.overdrawn());
        run(cycle, 20 * SECOND, 1);
        assertTrue(cycle.overdrawn());
    }

    @Test
    void shouldBePatientWithOneThatWantsMoreNowAndThen() {
        DutyCycle cycle = cycle(20);
        for (int i = 0; i < 20; i++) {
            run(cycle, 4 * SECOND, 1);
            run(cycle, 6 * SECOND, 0.01);
        }
        assertFalse(cycle.overdrawn());
    }

    @Test
    void shouldReadWhatTheKernelKnows() {
        ProcessClock clock = ProcessClock.parse(
                        "42 (a) b (c) S 1 42 42 0 -1 4194560 9 8 7 6 150 50 0 0 25 5 13 0 9876 1 2")
                .orElseThrow();
        assertEquals(new ProcessClock(2 * SECOND, 9_876, 'S'), clock);
        assertTrue(ProcessClock.parse("").isEmpty());
        assertTrue(ProcessClock.of(ProcessHandle.current().pid()).orElseThrow().cpuNs() > 0);
        assertTrue(ProcessClock.of(Integer.MAX_VALUE).isEmpty());
    }
}
