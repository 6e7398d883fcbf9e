package org.qgate.transport.internal;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The running timers of one lease. Thread-safe. */
final class Timers {
    private final Loop loop;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, Timer> running = new ConcurrentHashMap<>();

    Timers(Loop loop) {
        this.loop = loop;
    }

    long start(long delayMs, Runnable task) {
        Timer timer = new Timer(numbers.incrementAndGet(), task);
        running.put(timer.number, timer);
        timer.handle = loop.after(Math.max(0, delayMs), timer);
        return timer.number;
    }

    void cancel(long number) {
        Timer timer = running.remove(number);
        if (timer != null && timer.handle != null) {
            timer.handle.cancel(false);
        }
    }

    void cancelAll() {
        running.keySet().forEach(this::cancel);
    }

    private final class Timer implements Runnable {
        private final long number;
        private final Runnable task;
        private volatile ScheduledFuture<?> handle;

        Timer(long number, Runnable task) {
            this.number = number;
            this.task = task;
        }

        @Override
        public void run() {
            if (running.remove(number) != null) {
                task.run();
            }
        }
    }
}
