package org.qgate.sim;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What an input may cost: memory and processor time of the thread that takes it, not what the machine does beside. */
public final class Cost {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MOST_CPU_NS = 2_000_000_000L;
    /** Code that a fuzzer watches allocates for what it reports; replayed without it, an input has the bare bound. */
    private static final long WATCHED = System.getenv("JAZZER_FUZZ") == null ? 1 : 16;

    private Cost() {}

    /**
     * Takes an input, and fails when that allocates more than {@code base + perByte × length} bytes or takes more than
     * two seconds of a processor. Something may be loaded once, so only what costs too much twice does.
     *
     * @param body must do the same each time
     */
    public static void bound(byte[] input, long base, long perByte, Runnable body) {
        long most = WATCHED * (base + perByte * input.length);
        if (!fits(most, body) && !fits(most, body)) {
            throw new AssertionError(input.length + " bytes cost more than " + most + " bytes of memory, or time");
        }
    }

    private static boolean fits(long most, Runnable body) {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long cpuNs = THREADS.getCurrentThreadCpuTime();
        body.run();
        return THREADS.getCurrentThreadAllocatedBytes() - bytes <= most
                && THREADS.getCurrentThreadCpuTime() - cpuNs <= MOST_CPU_NS;
    }
}
