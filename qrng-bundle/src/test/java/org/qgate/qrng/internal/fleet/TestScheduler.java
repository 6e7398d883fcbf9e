package org.qgate.qrng.internal.fleet;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.Workers;

/** Real threads, as the bedrock makes them. */
final class TestScheduler implements Scheduler, AutoCloseable {
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);

    @Override
    public Workers workers(String name, int threads, int queue) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(threads, threads, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return new Workers() {
            @Override
            public boolean offer(Runnable task) {
                try {
                    pool.execute(task);
                    return true;
                } catch (RejectedExecutionException full) {
                    return false;
                }
            }

            @Override
            public int queued() {
                return pool.getQueue().size();
            }

            @Override
            public void close() {
                pool.shutdownNow();
                try {
                    pool.awaitTermination(2, TimeUnit.SECONDS);
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    @Override
    public AutoCloseable schedule(String name, long delayMs, long periodMs, Runnable task) {
        Future<?> future =
                timer.scheduleWithFixedDelay(task, delayMs, Math.max(1, periodMs / 10), TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
