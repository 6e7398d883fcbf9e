package org.qgate.sandbox.child;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.time.Tasks;

/**
 * Work whose turn the node decides: it counts the extender's threads and timers, and calls back when one is free or due.
 * Thread-safe.
 */
record RemoteTasks(Node node, Callbacks callbacks) implements Tasks {
    private static final long LONGEST_MS = TimeUnit.DAYS.toMillis(31);

    @Override
    public void run(Runnable task) {
        Bounds.present("the task", task);
        offer("tasks.run", true, task);
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
        Bounds.present("the task", task);
        return timer(offer("tasks.after", true, task, delayMs));
    }

    @Override
    public Timer every(long delayMs, long periodMs, Runnable task) {
        Bounds.present("the task", task);
        return timer(offer("tasks.every", false, task, delayMs, periodMs));
    }

    private Timer timer(long number) {
        return () -> {
            callbacks.remove(number);
            node.ask("tasks.cancel", number);
        };
    }

    private long offer(String name, boolean once, Runnable task, Object... times) {
        long number = callbacks.add(once, arguments -> {
            task.run();
            return null;
        });
        boolean taken = false;
        try {
            node.ask(name, with(number, times));
            taken = true;
            return number;
        } finally {
            if (!taken) {
                callbacks.remove(number);
            }
        }
    }

    private static Object[] with(long number, Object... times) {
        Object[] all = new Object[times.length + 1];
        all[0] = number;
        System.arraycopy(times, 0, all, 1, times.length);
        return all;
    }

    @Override
    public void pause(long ms) throws InterruptedException {
        if (ms < 0 || ms > LONGEST_MS) {
            throw Bounds.invalid("the pause is " + ms + ", allowed: 0 to " + LONGEST_MS);
        }
        if (node.gone()) {
            throw new RefusedException(Reason.CLOSED, "the extender was stopped");
        }
        TimeUnit.MILLISECONDS.sleep(ms);
    }
}
