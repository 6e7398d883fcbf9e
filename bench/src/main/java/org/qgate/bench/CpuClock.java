package org.qgate.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Times an operation by the CPU time of this thread: other processes on the machine lengthen it little. */
final class CpuClock {
    /** The JDK's ciphers reach their speed after some ten thousand calls; this is several times as many. */
    private static final long WARM_NS = 600_000_000;

    private static final long SAMPLE_NS = 20_000_000;

    /** Calls between two looks at the clock, which takes 0.2 µs: few enough for their inputs to stay in the cache. */
    private static final int BATCH = 32;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final int samples;

    CpuClock(int samples) {
        this.samples = samples;
    }

    /** Returns nanoseconds a call. */
    Samples time(Operation operation) {
        run(operation, WARM_NS);
        Samples all = new Samples();
        for (int i = 0; i < samples; i++) {
            all.add(run(operation, SAMPLE_NS));
        }
        return all;
    }

    private double run(Operation operation, long atLeastNs) {
        long spent = 0;
        long calls = 0;
        while (spent < atLeastNs) {
            operation.ready(BATCH);
            long before = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < BATCH; i++) {
                operation.call(i);
            }
            spent += threads.getCurrentThreadCpuTime() - before;
            calls += BATCH;
        }
        return (double) spent / calls;
    }
}
