package org.qgate.kernel.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A node of a running network is frozen at random moments and thawed in classes of another loader: no byte is lost,
 * nothing is sealed twice, whatever goes wrong.
 */
final class FreezeThawTest {
    private static final String SEED = "qgate.freeze.seed";
    private static final int SEEDS = Boolean.getBoolean("qgate.long") ? 200 : 20;

    private static Set<Fault> faults;
    private static Set<Moment> caught;
    private static int passed;

    static LongStream seeds() {
        Long one = Long.getLong(SEED);
        return one != null ? LongStream.of(one) : LongStream.rangeClosed(1, SEEDS);
    }

    @BeforeAll
    static void begin() {
        faults = EnumSet.noneOf(Fault.class);
        caught = EnumSet.noneOf(Moment.class);
        passed = 0;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldLoseNoByteAndSealNothingTwice(long seed) {
        FreezeRun run = run(seed);
        faults.add(run.fault());
        caught.addAll(run.caught());
        passed++;
    }

    private static FreezeRun run(long seed) {
        FreezeRun run = new FreezeRun(seed);
        try {
            run.run();
        } catch (RuntimeException | AssertionError failed) {
            throw new AssertionError("replay with -D" + SEED + "=" + seed + ": " + run, failed);
        }
        return run;
    }

    @Test
    void shouldRepeatExactlyWhatASeedDid() {
        assertEquals(run(9).trace(), run(9).trace());
    }

    /** What the seeds are for: each fault, and a node in the midst of everything. */
    @AfterAll
    static void shouldHaveMetEveryFaultAndMoment() {
        if (passed == SEEDS) {
            assertEquals(EnumSet.allOf(Fault.class), faults);
            Set<Moment> missed = EnumSet.complementOf(EnumSet.copyOf(caught));
            missed.remove(Moment.FRAGMENTS); // a matter of milliseconds: its own tests are those of MessageReader
            assertEquals(Set.of(), missed);
        }
    }
}
