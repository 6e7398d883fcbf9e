package org.qgate.sim;

import java.util.function.LongConsumer;

/**
 * Runs a property once for each of many seeds. A failure names the seed and how to run it alone:
 * {@code -Dqgate.sim.seed=N}. {@code -Dqgate.long=true} runs the longer row, {@code -Dqgate.sim.seeds=N} any other.
 */
public final class SimSeeds {
    /** Names the one seed to run. */
    public static final String ONE = "qgate.sim.seed";

    private static final String COUNT = "qgate.sim.seeds";

    private SimSeeds() {}

    /**
     * Runs a property for seeds 1, 2, ….
     *
     * @param few how many seeds there are otherwise
     * @param many how many there are with {@code -Dqgate.long=true}
     */
    public static void each(int few, int many, LongConsumer property) {
        Long one = Long.getLong(ONE);
        if (one != null) {
            run(one, property);
            return;
        }
        int count = Integer.getInteger(COUNT, isLong() ? many : few);
        for (long seed = 1; seed <= count; seed++) {
            run(seed, property);
        }
    }

    /** Whether there is time for the longer row. */
    public static boolean isLong() {
        return Boolean.getBoolean("qgate.long");
    }

    private static void run(long seed, LongConsumer property) {
        try {
            property.accept(seed);
        } catch (AssertionError | RuntimeException failed) {
            throw new AssertionError(
                    "seed " + seed + " failed, -D" + ONE + "=" + seed + " repeats it: " + failed, failed);
        }
    }
}
