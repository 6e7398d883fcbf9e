package org.qgate.sim;

import java.util.ArrayDeque;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.Workers;

/** Timers and workers whose tasks run as later virtual events: asynchronous, yet deterministic. */
final class SimScheduler implements Scheduler {
    /** What one task costs in virtual time: about a public-key operation. */
    private static final long TASK_NS = 200_000;

    private final SimHost host;

    SimScheduler(SimHost host) {
        this.host = host;
    }

    @Override
    public Workers workers(String name, int threads, int queue) {
        return new Pool(threads, queue);
    }

    @Override
    public AutoCloseable schedule(String name, long delayMs, long periodMs, Runnable task) {
        Repeated repeated = new Repeated(periodMs, task);
        host.post(delayMs * 1_000_000, repeated);
        return () -> repeated.cancelled = true;
    }

    private final class Repeated implements Runnable {
        private final long periodMs;
        private final Runnable task;
        private boolean cancelled;

        Repeated(long periodMs, Runnable task) {
            this.periodMs = periodMs;
            this.task = task;
        }

        @Override
        public void run() {
            if (cancelled) {
                return;
            }
            host.guarded(task);
            if (periodMs > 0 && !cancelled) {
                host.post(periodMs * 1_000_000, this);
            }
        }
    }

    private final class Pool implements Workers {
        private final int threads;
        private final int capacity;
        private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
        private int running;
        private boolean closed;

        Pool(int threads, int capacity) {
            this.threads = threads;
            this.capacity = capacity;
        }

        @Override
        public boolean offer(Runnable task) {
            if (closed || waiting.size() >= capacity) {
                return false;
            }
            waiting.add(task);
            startNext();
            return true;
        }

        private void startNext() {
            if (running < threads && !waiting.isEmpty()) {
                Runnable task = waiting.remove();
                running++;
                host.post(TASK_NS, () -> finish(task));
            }
        }

        private void finish(Runnable task) {
            running--;
            if (!closed) {
                host.guarded(task);
                startNext();
            }
        }

        @Override
        public int queued() {
            return waiting.size();
        }

        @Override
        public void close() {
            closed = true;
            waiting.clear();
        }
    }
}
