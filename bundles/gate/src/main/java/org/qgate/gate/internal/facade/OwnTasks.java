package org.qgate.gate.internal.facade;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.qgate.api.base.Scheduler;
import org.qgate.ext.time.Tasks;
import org.qgate.gate.internal.run.Threads;

/** Work and timers on the instance's own threads. Thread-safe. */
final class OwnTasks implements Tasks {
    private static final int MOST_TIMERS = 256;
    private static final long LONGEST_MS = TimeUnit.DAYS.toMillis(31);
    private static final long SHORTEST_PERIOD_MS = 100;

    private final Access access;
    private final Threads threads;
    private final Scheduler scheduler;
    private final Set<OwnTimer> timers = ConcurrentHashMap.newKeySet();

    OwnTasks(Access access, Threads threads, Scheduler scheduler) {
        this.access = access;
        this.threads = threads;
        this.scheduler = scheduler;
    }

    @Override
    public void run(Runnable task) {
        access.require();
        if (!threads.offer(Bounds.present("the task", task))) {
            throw access.limit("too many tasks wait for a thread");
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
        access.require();
        Bounds.within("the delay", delayMs, 0, LONGEST_MS);
        OwnTimer timer = new OwnTimer(threads, scheduler, periodMs, Bounds.present("the task", task), timers::remove);
        if (timers.size() >= MOST_TIMERS) {
            throw access.limit("there are " + MOST_TIMERS + " timers already");
        }
        timers.add(timer);
        timer.start(delayMs);
        if (!access.open()) {
            timer.cancel();
        }
        return timer;
    }

    @Override
    public void pause(long ms) throws InterruptedException {
        access.require();
        TimeUnit.MILLISECONDS.sleep(Bounds.within("the pause", ms, 0, LONGEST_MS));
    }

    void forget() {
        timers.forEach(OwnTimer::cancel);
    }
}
