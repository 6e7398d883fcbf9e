package org.qgate.gate.internal.protocol;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.qgate.api.base.Clock;

/**
 * The way into an extender, whichever version of it is in office. Calls enter and leave, which costs one atomic step each; while
 * it is closed they wait outside, and whoever closed it can wait until those inside have left. Who entered has a pass, so that
 * {@link #evict} can give those up who will never leave. Thread-safe.
 */
public final class ServiceGate {
    /** What stands for a pass when there is none: the gate is closed. Every pass is greater. */
    public static final long NONE = -1;

    /** Set while it is closed; below are 31 bits of what passes are worth, and 31 that count who is inside. */
    private static final long CLOSED = 1L << 62;

    private static final int INSIDE_BITS = 31;
    private static final long INSIDE = (1L << INSIDE_BITS) - 1;

    private final Clock clock;
    private final AtomicLong state = new AtomicLong();
    private final AtomicLong closedNs = new AtomicLong();
    private final AtomicInteger waited = new AtomicInteger();
    private final Object change = new Object();
    private final Set<Runnable> queue = new LinkedHashSet<>();
    private long sinceNs;

    /** Makes a gate that is open. */
    public ServiceGate(Clock clock) {
        this.clock = clock;
    }

    /**
     * Enters if it is open; never waits.
     *
     * @return a pass for {@link #leave}, or {@link #NONE}
     */
    public long tryEnter() {
        long now = state.get();
        while ((now & CLOSED) == 0) {
            if (state.compareAndSet(now, now + 1)) {
                return now >>> INSIDE_BITS;
            }
            now = state.get();
        }
        return NONE;
    }

    /**
     * Enters, after waiting while it is closed: never on an event loop.
     *
     * @return a pass for {@link #leave}, or {@link #NONE} when it stayed closed or the thread was interrupted
     */
    public long enter(long atMostMs) {
        long pass = tryEnter();
        return pass != NONE ? pass : waitToEnter(TimeUnit.MILLISECONDS.toNanos(atMostMs));
    }

    private long waitToEnter(long atMostNs) {
        waited.incrementAndGet();
        long end = System.nanoTime() + atMostNs;
        synchronized (change) {
            long pass = tryEnter();
            while (pass == NONE && pause(end)) {
                pass = tryEnter();
            }
            return pass;
        }
    }

    /** Waits for a change; false when the time is up or somebody wants the thread to end. */
    private boolean pause(long endNs) {
        long left = endNs - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        try {
            TimeUnit.NANOSECONDS.timedWait(change, left);
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Leaves, once for each pass; one that was {@linkplain #evict given up} is worth nothing. */
    public void leave(long pass) {
        long now = state.get();
        while (worth(now) == pass) {
            if (state.compareAndSet(now, now - 1)) {
                wakeIfEmpty(now - 1);
                return;
            }
            now = state.get();
        }
    }

    private static long worth(long state) {
        return (state & ~CLOSED) >>> INSIDE_BITS;
    }

    private void wakeIfEmpty(long now) {
        if ((now & CLOSED) != 0 && (now & INSIDE) == 0) {
            synchronized (change) {
                change.notifyAll();
            }
        }
    }

    /** Gives up those inside, because they will never leave: they do not count any more. */
    public void evict() {
        synchronized (change) {
            state.updateAndGet(now -> (now & CLOSED) | (worth(now) + 1 & INSIDE) << INSIDE_BITS);
            change.notifyAll();
        }
    }

    /**
     * Remembers what is to be done once it opens, by whoever opens it.
     *
     * @param look short; tries to enter then, which may fail again
     * @return false when it is open: nothing was remembered
     */
    public boolean whenOpen(Runnable look) {
        synchronized (change) {
            if ((state.get() & CLOSED) == 0) {
                return false;
            }
            waited.incrementAndGet();
            queue.add(look);
            return true;
        }
    }

    /** Forgets what was to be done; nothing happens when it was done already. */
    public void forget(Runnable look) {
        synchronized (change) {
            queue.remove(look);
        }
    }

    /**
     * Closes it: nobody enters from now on. Those inside go on.
     *
     * @return false when it was closed already: it is not the caller's to open then
     */
    public boolean close() {
        synchronized (change) {
            if ((state.get() & CLOSED) != 0) {
                return false;
            }
            sinceNs = clock.monoNs();
            waited.set(0);
            state.addAndGet(CLOSED);
            return true;
        }
    }

    /**
     * Waits until nobody is inside.
     *
     * @return false when somebody still was, or the thread was interrupted
     */
    public boolean awaitEmpty(long atMostMs) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMs);
        synchronized (change) {
            while (inside() > 0) {
                if (!pause(end)) {
                    return inside() == 0;
                }
            }
            return true;
        }
    }

    /** Opens it; nothing happens when it is open. */
    public Closing open() {
        List<Runnable> looks;
        Closing closing;
        synchronized (change) {
            if ((state.get() & CLOSED) == 0) {
                return new Closing(0, 0);
            }
            closing = new Closing(clock.monoNs() - sinceNs, waited.get());
            closedNs.addAndGet(closing.ns());
            state.addAndGet(-CLOSED);
            looks = List.copyOf(queue);
            queue.clear();
            change.notifyAll();
        }
        looks.forEach(Runnable::run);
        return closing;
    }

    /** Returns how many are inside. */
    public long inside() {
        return state.get() & INSIDE;
    }

    /** Whether it is closed. */
    public boolean isClosed() {
        return (state.get() & CLOSED) != 0;
    }

    /** Returns for how long it was closed in all, without the present closing, in nanoseconds. */
    public long closedNs() {
        return closedNs.get();
    }

    /**
     * One time that it was closed.
     *
     * @param ns for how long
     * @param waited how many came meanwhile
     */
    public record Closing(long ns, int waited) {}
}
