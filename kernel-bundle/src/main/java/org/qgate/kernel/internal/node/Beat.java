package org.qgate.kernel.internal.node;

import org.qgate.api.base.Scheduler;

/** A task that is repeated from the first {@link #begin} to {@link #end}. For one thread at a time. */
final class Beat {
    private final Scheduler scheduler;
    private final Runnable task;
    private AutoCloseable timer;

    Beat(Scheduler scheduler, Runnable task) {
        this.scheduler = scheduler;
        this.task = task;
    }

    /** Begins, unless it goes already. */
    void begin(String name, long everyMs) {
        if (timer == null) {
            timer = scheduler.schedule(name, 0, everyMs, task);
        }
    }

    /** Whether it goes. */
    boolean goes() {
        return timer != null;
    }

    /** Ends. */
    void end() {
        try {
            if (timer != null) {
                timer.close();
                timer = null;
            }
        } catch (Exception impossible) {
            throw new IllegalStateException("cancelling a timer failed", impossible);
        }
    }
}
