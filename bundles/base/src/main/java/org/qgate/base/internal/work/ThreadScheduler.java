package org.qgate.base.internal.work;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.Workers;

/** Makes pools and runs timed tasks on two threads of its own. Thread-safe; close it to end them all. */
public final class ThreadScheduler implements Scheduler, AutoCloseable {
    private static final int MAX_THREADS = 64;
    private static final int MAX_QUEUE = 1_000_000;

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(2, new NamedThreads("timer"));
    private final Set<BoundedWorkers> pools = ConcurrentHashMap.newKeySet();

    {
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Workers workers(String name, int threads, int queue) {
        require("threads", threads, MAX_THREADS);
        require("queue", queue, MAX_QUEUE);
        BoundedWorkers workers = new BoundedWorkers(name, threads, queue, pools::remove);
        pools.add(workers);
        return workers;
    }

    private static void require(String what, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(what + " is " + value + ", allowed: 1 to " + max);
        }
    }

    @Override
    public AutoCloseable schedule(String name, long delayMs, long periodMs, Runnable task) {
        Guarded guarded = new Guarded(name, task);
        Future<?> future = periodMs == 0
                ? timer.schedule(guarded, delayMs, TimeUnit.MILLISECONDS)
                : timer.scheduleWithFixedDelay(guarded, delayMs, periodMs, TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        Set.copyOf(pools).forEach(BoundedWorkers::close);
    }
}
