package org.qgate.base.internal.work;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.qgate.api.base.Workers;

/** A pool with a fixed number of threads, which end when idle, and a bounded queue. Thread-safe. */
final class BoundedWorkers implements Workers {
    private static final long IDLE_SECONDS = 30;
    private static final long CLOSE_SECONDS = 2;

    private final String name;
    private final ThreadPoolExecutor pool;
    private final Consumer<BoundedWorkers> closed;

    BoundedWorkers(String name, int threads, int queue, Consumer<BoundedWorkers> closed) {
        this.name = name;
        this.closed = closed;
        LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>(queue);
        pool = new ThreadPoolExecutor(threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, tasks, new NamedThreads(name));
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public boolean offer(Runnable task) {
        try {
            pool.execute(new Guarded(name, task));
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
        closed.accept(this);
        try {
            pool.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
