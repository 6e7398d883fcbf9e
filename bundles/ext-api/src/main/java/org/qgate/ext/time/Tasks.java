package org.qgate.ext.time;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.osgi.annotation.versioning.ProviderType;
import org.qgate.ext.RefusedException;

/** Work on the extender's own threads, whose number is its quota. A failure of a task is counted and logged. */
@ProviderType
public interface Tasks {
    /**
     * Runs a task as soon as a thread is free.
     *
     * @throws RefusedException LIMIT when too many wait
     */
    void run(Runnable task);

    /**
     * Runs a task as soon as a thread is free.
     *
     * @return its result; cancelling interrupts it
     * @throws RefusedException LIMIT when too many wait
     */
    <T> Future<T> submit(Callable<T> task);

    /** Returns the same as an executor, for libraries that want one. */
    Executor executor();

    /**
     * Runs a task after a delay.
     *
     * @param delayMs 0 to 31 days
     * @throws RefusedException LIMIT when there are too many timers
     */
    Timer after(long delayMs, Runnable task);

    /**
     * Runs a task after a delay and then again and again, never overlapping itself.
     *
     * @param delayMs 0 to 31 days
     * @param periodMs 100 to 31 days, from the end of one run to the beginning of the next
     * @throws RefusedException LIMIT when there are too many timers
     */
    Timer every(long delayMs, long periodMs, Runnable task);

    /** Waits. */
    void pause(long ms) throws InterruptedException;

    /** A timer. */
    @ProviderType
    interface Timer {
        /** Cancels it; a run that has begun goes on. Idempotent. */
        void cancel();
    }
}
