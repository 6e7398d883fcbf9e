package org.qgate.gate.internal.run;

import java.util.function.Consumer;

/**
 * One run of an extender's code. Whatever it throws ends here; an interrupt that is meant for it hits nothing that the
 * thread does later. Thread-safe.
 */
final class Job implements Runnable {
    private final Runnable task;
    private final Runnable dropped;
    private final Consumer<String> faults;
    private Thread thread;
    private boolean interrupted;
    private boolean timed;
    private long deadlineNs;

    /**
     * @param dropped is done in its place when it never runs
     * @param faults told on the same thread what was thrown, in words
     */
    Job(Runnable task, Runnable dropped, Consumer<String> faults) {
        this.task = task;
        this.dropped = dropped;
        this.faults = faults;
    }

    /** Its thread will not run it. */
    void drop() {
        dropped.run();
    }

    /** Interrupts it when a time has come; replaces what was said before. */
    synchronized void until(long timeNs) {
        timed = true;
        deadlineNs = timeNs;
    }

    /** Takes back {@link #until}; an interrupt that came for it is taken back too. On its own thread. */
    synchronized void untilEver() {
        timed = false;
        if (!interrupted) {
            Thread.interrupted();
        }
    }

    @Override
    public void run() {
        begin();
        try {
            task.run();
        } catch (Throwable thrown) { // an extender may throw anything, and its thread must live on
            faults.accept(Fault.text(thrown));
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        thread = Thread.currentThread();
        if (interrupted) {
            thread.interrupt();
        }
    }

    private synchronized void end() {
        thread = null;
        Thread.interrupted();
    }

    /** Interrupts it, now or when it begins; nothing happens when it has ended. */
    synchronized void interrupt() {
        interrupted = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Interrupts it once when its time is up. */
    synchronized void interruptAfter(long nowNs) {
        if (timed && thread != null && nowNs - deadlineNs >= 0) {
            timed = false;
            thread.interrupt();
        }
    }
}
