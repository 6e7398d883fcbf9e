package org.qgate.gate.internal.run;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.Workers;

/**
 * The threads of one instance: so many for its work as its quota says, and one for its life cycle, which no flood of work
 * can keep busy. Thread-safe.
 */
public final class Threads {
    /** So many tasks wait for a thread. */
    public static final int QUEUE = 256;

    private static final int LIFE_QUEUE = 4;

    private final Clock clock;
    private final Workers work;
    private final Workers life;
    private final int most;
    private final Consumer<String> faults;
    private final CpuMeter cpu;
    private final Map<Thread, Job> running = new ConcurrentHashMap<>();
    private final ArrayDeque<Job> waiting = new ArrayDeque<>();
    private int limit;
    private int active;
    private boolean closed;
    private volatile boolean ending;

    /**
     * Makes threads as they are needed.
     *
     * @param faults told, on a thread of the instance, of each task that threw, in words
     */
    public Threads(Scheduler scheduler, Clock clock, String name, int threads, Consumer<String> faults, CpuMeter cpu) {
        this.clock = clock;
        this.faults = faults;
        this.cpu = cpu;
        most = threads;
        limit = threads;
        work = scheduler.workers(name, threads, threads + 1);
        life = scheduler.workers(name + "-life", 1, LIFE_QUEUE);
    }

    /** Changes how many may work; more than it was made with only after it is made again. */
    public void limit(int threads) {
        synchronized (waiting) {
            limit = Math.min(threads, most);
        }
    }

    /** Runs a task as soon as a thread is free; false when too many wait, or it has ended. */
    public boolean offer(Runnable task) {
        return offer(task, () -> {});
    }

    /**
     * Runs a task as soon as a thread is free.
     *
     * @param dropped is done, by whoever ends these threads, in place of a task that was taken and never ran
     */
    public boolean offer(Runnable task, Runnable dropped) {
        return offer(new Job(task, dropped, faults));
    }

    /** Lets the task that runs on the calling thread be interrupted when its time is up; nothing on another thread. */
    public void hurry(long atMostMs) {
        Job here = running.get(Thread.currentThread());
        if (here != null) {
            here.until(clock.monoNs() + TimeUnit.MILLISECONDS.toNanos(atMostMs));
        }
    }

    /** Ends what {@link #hurry} began. */
    public void unhurried() {
        Job here = running.get(Thread.currentThread());
        if (here != null) {
            here.untilEver();
        }
    }

    private boolean offer(Job job) {
        synchronized (waiting) {
            if (closed || active >= limit && waiting.size() >= QUEUE) {
                return false;
            }
            if (active >= limit) {
                return waiting.add(job);
            }
            active++;
        }
        if (work.offer(() -> runAll(job))) {
            return true;
        }
        left();
        return false;
    }

    private void runAll(Job first) {
        for (Job job = first; job != null; job = next()) {
            run(job);
        }
    }

    private Job next() {
        synchronized (waiting) {
            Job next = active > limit ? null : waiting.poll();
            if (next == null) {
                active--;
            }
            return next;
        }
    }

    private void left() {
        synchronized (waiting) {
            active--;
        }
    }

    private void run(Job job) {
        running.put(Thread.currentThread(), job);
        cpu.enter(Thread.currentThread().getId());
        try {
            job.run();
        } finally {
            running.remove(Thread.currentThread());
            if (ending) {
                tell();
            }
        }
    }

    private void tell() {
        synchronized (running) {
            running.notifyAll();
        }
    }

    /**
     * Calls a step of the life cycle and waits for it; one that takes too long is interrupted. Never from a thread of the
     * instance.
     */
    public <T> Result<T> call(Callable<T> step, long atMostMs) {
        CompletableFuture<Result<T>> done = new CompletableFuture<>();
        Job job = new Job(() -> done.complete(ended(step)), () -> {}, faults);
        if (!life.offer(() -> run(job))) {
            return Result.tooLate("its thread does not end what it began before");
        }
        try {
            return done.get(atMostMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            job.interrupt();
            return Result.tooLate("it did not return within " + atMostMs + " ms");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            job.interrupt();
            return Result.tooLate("nobody waited for it any more");
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible); // it is never completed so
        }
    }

    private static <T> Result<T> ended(Callable<T> step) {
        try {
            return Result.good(step.call());
        } catch (Throwable thrown) { // an extender may throw anything
            return Result.failed(Fault.text(thrown));
        }
    }

    /** Interrupts what is past its time; to be called often. */
    public void look() {
        long now = clock.monoNs();
        running.values().forEach(job -> job.interruptAfter(now));
    }

    /** Returns how many run. */
    public int busy() {
        return running.size();
    }

    /** Returns how many wait. */
    public int queued() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    /** Returns what its threads have used. */
    public CpuMeter cpu() {
        return cpu;
    }

    /**
     * Drops what waits, interrupts what runs, and waits for it.
     *
     * @return false when something still runs
     */
    public boolean end(long atMostMs) {
        List<Job> dropped;
        synchronized (waiting) {
            closed = true;
            dropped = List.copyOf(waiting);
            waiting.clear();
        }
        ending = true;
        dropped.forEach(Job::drop);
        running.values().forEach(Job::interrupt);
        boolean quiet = quiet(clock.monoNs() + TimeUnit.MILLISECONDS.toNanos(atMostMs));
        work.close();
        life.close();
        return quiet || running.isEmpty();
    }

    private boolean quiet(long endNs) {
        synchronized (running) {
            while (!running.isEmpty()) {
                long left = endNs - clock.monoNs();
                if (left <= 0 || !pause(left)) {
                    return false;
                }
            }
            return true;
        }
    }

    private boolean pause(long leftNs) {
        try {
            TimeUnit.NANOSECONDS.timedWait(running, leftNs);
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
