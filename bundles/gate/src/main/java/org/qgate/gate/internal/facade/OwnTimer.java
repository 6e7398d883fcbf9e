package org.qgate.gate.internal.facade;

import java.util.function.Consumer;
import org.qgate.api.base.Scheduler;
import org.qgate.ext.time.Tasks;
import org.qgate.gate.internal.run.Threads;

/** One timer: the node's clock wakes it, the instance's threads run it. Lets its task go when it ends. Thread-safe. */
final class OwnTimer implements Tasks.Timer {
    /** When no thread was free. */
    private static final long AGAIN_MS = 100;

    private final Threads threads;
    private final Scheduler scheduler;
    private final long periodMs;
    private final Consumer<OwnTimer> ended;
    private Runnable task;
    private AutoCloseable pending;

    /** @param periodMs 0 for once */
    OwnTimer(Threads threads, Scheduler scheduler, long periodMs, Runnable task, Consumer<OwnTimer> ended) {
        this.threads = threads;
        this.scheduler = scheduler;
        this.periodMs = periodMs;
        this.task = task;
        this.ended = ended;
    }

    synchronized void start(long delayMs) {
        if (task != null) {
            pending = scheduler.schedule("extender timer", delayMs, 0, this::due);
        }
    }

    private void due() {
        if (present() != null && !threads.offer(this::run)) {
            start(AGAIN_MS);
        }
    }

    private synchronized Runnable present() {
        return task;
    }

    private void run() {
        Runnable due = present();
        if (due == null) {
            return;
        }
        try {
            due.run();
        } finally {
            if (periodMs > 0) {
                start(periodMs);
            } else {
                cancel();
            }
        }
    }

    @Override
    public void cancel() {
        AutoCloseable waiting;
        synchronized (this) {
            waiting = pending;
            pending = null;
            task = null;
        }
        ended.accept(this);
        Closing.quietly(waiting);
    }
}
