package org.qgate.ext.testkit;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * The threads of one host: so many as its limits say, and one for its life cycle. Threads are made as they are needed and end
 * when nothing is left to do. Guarded by {@link Turns}.
 */
final class Crew {
    private static final int QUEUE = 256;

    /** A thread of an extender. */
    static final class Member extends Thread {
        private final Crew crew;

        private Member(Crew crew, Runnable work, String name) {
            super(work, name);
            this.crew = crew;
            setDaemon(true);
        }
    }

    /** Something to do; {@code interrupt} stops it when it runs. */
    static final class Job {
        private final Runnable task;
        private Thread on;

        private Job(Runnable task) {
            this.task = task;
        }
    }

    private final Turns turns;
    private final String name;
    private final int limit;
    private final Consumer<Throwable> faults;
    private final ArrayDeque<Job> waiting = new ArrayDeque<>();
    private final Set<Job> running = new HashSet<>();
    private int active;
    private boolean closed;

    /** @param faults told of what a task threw, on its thread */
    Crew(Turns turns, String name, int limit, Consumer<Throwable> faults) {
        this.turns = turns;
        this.name = name;
        this.limit = limit;
        this.faults = faults;
    }

    /** Runs a task as soon as a thread is free; null when too many wait, or it has ended. */
    Job offer(Runnable task) {
        synchronized (turns) {
            if (closed || active >= limit && waiting.size() >= QUEUE) {
                return null;
            }
            Job job = new Job(task);
            if (active >= limit) {
                waiting.add(job);
                return job;
            }
            begin(job);
            return job;
        }
    }

    private void begin(Job first) {
        active++;
        turns.begun();
        running.add(first);
        new Member(this, () -> runAll(first), name).start();
    }

    private void runAll(Job first) {
        for (Job job = first; job != null; job = next(job)) {
            run(job);
        }
    }

    private void run(Job job) {
        synchronized (turns) {
            if (closed) {
                return;
            }
            job.on = Thread.currentThread();
        }
        try {
            job.task.run();
        } catch (Crash dead) {
            Thread.interrupted(); // the process has ended: nobody hears of it
        } catch (Throwable thrown) { // an extender may throw anything
            faults.accept(thrown);
        }
    }

    private Job next(Job before) {
        synchronized (turns) {
            before.on = null;
            Thread.interrupted(); // what was meant for the job before
            running.remove(before);
            Job next = waiting.poll();
            if (next == null) {
                active--;
                turns.ended();
            } else {
                running.add(next);
                turns.changed();
            }
            return next;
        }
    }

    /** Interrupts a task that runs. */
    void interrupt(Job job) {
        synchronized (turns) {
            waiting.remove(job);
            if (job.on != null) {
                job.on.interrupt();
            }
        }
    }

    /** Has something done on a thread of this crew and waits for it. */
    <T> T call(Callable<T> step, long atMostMs) throws Exception {
        Outcome<T> outcome = new Outcome<>(turns);
        Job job = offer(() -> outcome.from(step));
        if (job == null) {
            throw new IllegalStateException("too much waits for a thread of the extender, or it was stopped");
        }
        boolean done;
        synchronized (turns) {
            done = turns.await(() -> outcome.there() || closed, atMostMs);
        }
        if (!done) {
            interrupt(job);
            throw new IllegalStateException("the extender did not answer within " + atMostMs + " ms");
        }
        return outcome.value();
    }

    /** Drops what waits, interrupts what runs. */
    void end() {
        synchronized (turns) {
            closed = true;
            waiting.clear();
            running.forEach(each -> {
                if (each.on != null) {
                    each.on.interrupt();
                }
            });
            turns.changed();
        }
    }

    /** Whether nothing runs, but perhaps the caller. */
    boolean quiet() {
        boolean own = Thread.currentThread() instanceof Member member && member.crew == this;
        return running.size() <= (own ? 1 : 0);
    }
}
