package org.qgate.qrng.internal.deliver;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.Workers;

/** Threads as the node has them, for tests with real ones. */
public final class Threads implements Scheduler {
    @Override
    public Workers workers(String name, int threads, int queue) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(threads, threads, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(queue));
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
                } catch (InterruptedException end) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    @Override
    public AutoCloseable schedule(String name, long delayMs, long periodMs, Runnable task) {
        throw new UnsupportedOperationException("nothing here has timers");
    }
}
