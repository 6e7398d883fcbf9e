package org.qgate.ext.testkit;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.qgate.ext.time.Tasks;

/** Work and timers of one host. Guarded by {@link Turns}. */
final class KitTasks implements Tasks {
    private static final int MOST_TIMERS = 256;
    private static final long LONGEST_MS = TimeUnit.DAYS.toMillis(31);
    private static final long SHORTEST_PERIOD_MS = 100;
    /** When no thread was free. */
    private static final long AGAIN_MS = 100;

    private final Pass pass;
    private final Turns turns;
    private final Crew crew;
    private final Set<KitTimer> timers = new HashSet<>();

    KitTasks(Pass pass, Crew crew) {
        this.pass = pass;
        this.crew = crew;
        turns = pass.turns();
    }

    @Override
    public void run(Runnable task) {
        pass.require();
        if (crew.offer(Bounds.present("the task", task)) == null) {
            throw pass.limit("too many tasks wait for a thread");
        }
    }

    @Override
    public <T> Future<T> submit(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(Bounds.present("the task", task));
        run(future);
        return future;
    }

    @Override
    public Executor executor() {
        return this::run;
    }

    @Override
    public Timer after(long delayMs, Runnable task) {
        return timer(delayMs, 0, task);
    }

    @Override
    public Timer every(long delayMs, long periodMs, Runnable task) {
        return timer(delayMs, Bounds.within("the period", periodMs, SHORTEST_PERIOD_MS, LONGEST_MS), task);
    }

    private Timer timer(long delayMs, long periodMs, Runnable task) {
        pass.require();
        Bounds.within("the delay", delayMs, 0, LONGEST_MS);
        KitTimer timer = new KitTimer(Bounds.present("the task", task), periodMs);
        synchronized (turns) {
            if (timers.size() >= MOST_TIMERS) {
                throw pass.limit("there are " + MOST_TIMERS + " timers already");
            }
            timers.add(timer);
            timer.begin(delayMs);
        }
        return timer;
    }

    @Override
    public void pause(long ms) throws InterruptedException {
        pass.require();
        Bounds.within("the pause", ms, 0, LONGEST_MS);
        turns.await(() -> !pass.open(), ms);
        pass.require();
    }

    void forget() {
        synchronized (turns) {
            Set.copyOf(timers).forEach(KitTimer::cancel);
        }
    }

    /** One timer. */
    private final class KitTimer implements Timer {
        private final Runnable task;
        private final long periodMs;
        private Turns.Alarm alarm;

        private KitTimer(Runnable task, long periodMs) {
            this.task = task;
            this.periodMs = periodMs;
        }

        private void begin(long delayMs) {
            alarm = turns.after(TimeUnit.MILLISECONDS.toNanos(delayMs), this::due);
        }

        private void due() {
            if (timers.contains(this) && crew.offer(this::run) == null) {
                begin(AGAIN_MS);
            }
        }

        private void run() {
            synchronized (turns) {
                if (!timers.contains(this)) {
                    return;
                }
            }
            try {
                task.run();
            } finally {
                again();
            }
        }

        private void again() {
            synchronized (turns) {
                if (periodMs > 0 && timers.contains(this)) {
                    begin(periodMs);
                } else {
                    timers.remove(this);
                }
            }
        }

        @Override
        public void cancel() {
            synchronized (turns) {
                timers.remove(this);
                turns.cancel(alarm);
            }
        }
    }
}
