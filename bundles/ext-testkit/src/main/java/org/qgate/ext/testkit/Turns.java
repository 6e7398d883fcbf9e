package org.qgate.ext.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Clock and monitor of a network: everything that tests and extenders share is guarded by this object, and whoever waits,
 * waits here. By hand, time stands still while anything can go on, and jumps only when a test moves it, or when a test waits
 * and nothing else could happen. Thread-safe.
 */
final class Turns {
    /** A test that waits longer in real time found a deadlock. */
    private static final long FUSE_NS = TimeUnit.SECONDS.toNanos(60);

    /** 2026-01-01 00:00 UTC: where clocks by hand begin. */
    private static final long BEGIN_WALL_MS = 1_767_225_600_000L;

    /** Something that is due at a time; short, and under the monitor. */
    static final class Alarm {
        private final long atNs;
        private final long number;
        private final Runnable ring;

        private Alarm(long atNs, long number, Runnable ring) {
            this.atNs = atNs;
            this.number = number;
            this.ring = ring;
        }
    }

    /** Somebody who waits; of the extenders' threads it is known what they have seen. */
    private static final class Waiter {
        private final boolean extender = Thread.currentThread() instanceof Crew.Member;
        private final long endNs;
        private long seen = -1;

        private Waiter(long endNs) {
            this.endNs = endNs;
        }
    }

    private final boolean live;
    private final Set<Waiter> waiters = new HashSet<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(
            Comparator.<Alarm>comparingLong(each -> each.atNs).thenComparingLong(each -> each.number));
    private long nowNs;
    private long changes;
    private long numbers;
    private int busy;
    private boolean ringing;

    Turns(boolean live) {
        this.live = live;
    }

    boolean live() {
        return live;
    }

    synchronized long monoNs() {
        return live ? System.nanoTime() : nowNs;
    }

    synchronized long wallMs() {
        return live ? System.currentTimeMillis() : BEGIN_WALL_MS + TimeUnit.NANOSECONDS.toMillis(nowNs);
    }

    /** Says that something has changed that others may wait for. */
    synchronized void changed() {
        changes++;
        notifyAll();
    }

    /** A thread of an extender begins to work: counted before it runs. */
    synchronized void begun() {
        busy++;
    }

    /** It has nothing more to do. */
    synchronized void ended() {
        busy--;
        changed();
    }

    /** Rings after a delay. */
    synchronized Alarm after(long delayNs, Runnable ring) {
        Alarm alarm = new Alarm(monoNs() + delayNs, numbers++, ring);
        alarms.add(alarm);
        if (live && !ringing) {
            ringing = true;
            Thread bell = new Thread(this::ringLive, "testkit-clock");
            bell.setDaemon(true);
            bell.start();
        }
        changed();
        return alarm;
    }

    synchronized void cancel(Alarm alarm) {
        alarms.remove(alarm);
        changed();
    }

    /** The thread of a live clock; ends when nothing is due any more. */
    private synchronized void ringLive() {
        try {
            while (!alarms.isEmpty()) {
                long left = alarms.peek().atNs - System.nanoTime();
                if (left <= 0) {
                    ringDue();
                } else {
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            ringing = false;
        }
    }

    private void ringDue() {
        List<Alarm> due = new ArrayList<>();
        while (!alarms.isEmpty() && alarms.peek().atNs <= monoNs()) {
            due.add(alarms.poll());
        }
        due.forEach(each -> each.ring.run());
        changed();
    }

    /**
     * Waits for a condition, which is asked under the monitor.
     *
     * @return false when the time was up before
     */
    synchronized boolean await(BooleanSupplier done, long atMostMs) throws InterruptedException {
        Waiter me = new Waiter(monoNs() + TimeUnit.MILLISECONDS.toNanos(atMostMs));
        long fuse = System.nanoTime() + FUSE_NS;
        waiters.add(me);
        try {
            while (!done.getAsBoolean()) {
                if (monoNs() >= me.endNs) {
                    return false;
                }
                boolean news = me.seen != changes;
                me.seen = changes;
                pause(me, news, fuse);
            }
            return true;
        } finally {
            waiters.remove(me);
            changed();
        }
    }

    /** One look may follow after each pause, whatever ended it. */
    private void pause(Waiter me, boolean news, long fuse) throws InterruptedException {
        if (live) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, me.endNs - System.nanoTime()));
        } else if (me.extender) {
            if (news) {
                notifyAll(); // who waits for quiet looks again; without news, two waiters would wake each other for
                // ever
            }
            wait();
        } else if (quiet()) {
            jump(Long.MAX_VALUE);
        } else {
            patience(fuse);
        }
    }

    /** Nothing can go on before time does: each thread at work waits for something that has not come. */
    private boolean quiet() {
        long stuck = waiters.stream()
                .filter(each -> each.extender && each.seen == changes)
                .count();
        return stuck == busy;
    }

    /** Goes to the next moment at which something is due; false when there is none up to a time. */
    private boolean jump(long untilNs) {
        long next = Math.min(
                alarms.isEmpty() ? Long.MAX_VALUE : alarms.peek().atNs,
                waiters.stream().mapToLong(each -> each.endNs).min().orElse(Long.MAX_VALUE));
        if (next > untilNs || next == Long.MAX_VALUE) {
            return false;
        }
        nowNs = Math.max(nowNs, next);
        ringDue();
        return true;
    }

    private void patience(long fuse) throws InterruptedException {
        long left = fuse - System.nanoTime();
        if (left <= 0) {
            throw new AssertionError("a thread of an extender works, or waits outside of its host, for a minute");
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
    }

    /** Waits until nothing can go on before time does. */
    synchronized void settle() throws InterruptedException {
        long fuse = System.nanoTime() + FUSE_NS;
        while (!quiet()) {
            patience(fuse);
        }
    }

    /** Moves a clock by hand, moment by moment: what is due at each one ends before the next one. */
    synchronized void advance(long ms) throws InterruptedException {
        if (live) {
            throw new IllegalStateException("a live clock moves by itself");
        }
        long until = nowNs + TimeUnit.MILLISECONDS.toNanos(ms);
        settle();
        while (jump(until)) {
            settle();
        }
        nowNs = until;
        changed();
    }
}
