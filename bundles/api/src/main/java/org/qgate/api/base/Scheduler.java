package org.qgate.api.base;

/** Makes threads: the only place that does, beside the transport. Thread-safe. */
public interface Scheduler {
    /**
     * Makes a bounded pool; close it when its owner goes.
     *
     * @param name thread name prefix, {@code qgate-<name>-<n>}
     * @param threads 1 to 64
     * @param queue how many tasks may wait, 1 to 1,000,000
     */
    Workers workers(String name, int threads, int queue);

    /**
     * Runs a short task after a delay and then every period, never overlapping itself; a failure is logged and does not
     * stop the next run.
     *
     * @param periodMs 0 runs it once
     * @return closes to cancel
     */
    AutoCloseable schedule(String name, long delayMs, long periodMs, Runnable task);
}
