package org.qgate.qrng.internal.source;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.Workers;

/** Real threads, counted, and the machine's time. */
final class Threads implements Scheduler {
    static final Clock CLOCK = new Clock() {
        @Override
        public long wallMs() {
            return System.currentTimeMillis();
        }

        @Override
        public long monoNs() {
            return System.nanoTime();
        }
    };

    final AtomicInteger running = new AtomicInteger();

    @Override
    public Workers workers(String name, int threads, int queue) {
        ExecutorService pool = new ThreadPoolExecutor(
                threads, threads, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(queue), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        return new Workers() {
            @Override
            public boolean offer(Runnable task) {
                try {
                    pool.execute(() -> count(task));
                    return true;
                } catch (RejectedExecutionException full) {
                    return false;
                }
            }

            @Override
            public int queued() {
                return 0;
            }

            @Override
            public void close() {
                pool.shutdownNow();
            }
        };
    }

    private void count(Runnable task) {
        running.incrementAndGet();
        try {
            task.run();
        } finally {
            running.decrementAndGet();
        }
    }

    /** Waits until no task runs. */
    void awaitIdle() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (running.get() > 0) {
            if (System.nanoTime() > end) {
                throw new AssertionError(running + " tasks still run");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public AutoCloseable schedule(String name, long delayMs, long periodMs, Runnable task) {
        throw new UnsupportedOperationException();
    }
}
