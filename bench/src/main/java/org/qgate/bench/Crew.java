package org.qgate.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that do the same for a while, each for itself. */
final class Crew {
    private Crew() {}

    /** What one of them does again and again. */
    @FunctionalInterface
    interface Work {
        void once(int thread);
    }

    /** How much they did, all together. */
    record Done(long calls, double seconds) {
        double perSecond() {
            return calls / seconds;
        }
    }

    static Done work(int threads, Duration atLeast, Work work) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long start = System.nanoTime();
            long end = start + atLeast.toNanos();
            List<Future<Long>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                all.add(pool.submit(() -> until(end, thread, work)));
            }
            long calls = 0;
            for (Future<Long> each : all) {
                calls += each.get();
            }
            return new Done(calls, (System.nanoTime() - start) / 1e9);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a thread failed", failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        } finally {
            pool.shutdownNow();
        }
    }

    private static long until(long end, int thread, Work work) {
        long calls = 0;
        while (System.nanoTime() < end) {
            work.once(thread);
            calls++;
        }
        return calls;
    }
}
