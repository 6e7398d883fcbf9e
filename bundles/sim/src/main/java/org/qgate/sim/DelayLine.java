package org.qgate.sim;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bytes on their way in one direction: a ring that grows up to a bound, filled by one thread and emptied by another one as
 * departures fall due. While it is full nothing is read.
 */
final class DelayLine {
    private static final int FIRST_CAPACITY = 65_536;

    private final DelaySchedule schedule;
    private final int maxCapacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition space = lock.newCondition();
    private final ArrayDeque<DelaySchedule.Departure> departures = new ArrayDeque<>();
    private byte[] ring = new byte[FIRST_CAPACITY];
    private long head;
    private long tail;
    private boolean ended;
    private boolean closed;

    DelayLine(DelaySchedule schedule, int maxCapacity) {
        this.schedule = schedule;
        this.maxCapacity = maxCapacity;
    }

    /** A stretch of the ring: free for the thread that fills, due for the one that empties. */
    private record Span(byte[] ring, int index, int length) {}

    /** What to wait for. */
    private interface Waiting<T> {
        T run() throws InterruptedException;
    }

    private <T> T locked(Waiting<T> action) throws IOException {
        lock.lock();
        try {
            T result = action.run();
            if (closed) {
                throw new IOException("closed");
            }
            return result;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        } finally {
            lock.unlock();
        }
    }

    /** Fills until the end of the stream. */
    void fill(InputStream in) throws IOException {
        while (true) {
            Span free = locked(this::awaitSpace);
            int read = in.read(free.ring(), free.index(), free.length());
            if (read < 0) {
                locked(this::end);
                return;
            }
            locked(() -> put(read, System.nanoTime()));
        }
    }

    private Span awaitSpace() throws InterruptedException {
        if (tail - head == ring.length && ring.length < maxCapacity) {
            grow();
        }
        while (tail - head == ring.length && !closed) {
            space.await();
        }
        int index = (int) (tail % ring.length);
        return new Span(ring, index, (int) Math.min(ring.length - index, ring.length - (tail - head)));
    }

    /** A stretch that is being emptied stays valid: nobody writes to the smaller ring any more. */
    private void grow() {
        byte[] larger = new byte[Math.min(maxCapacity, ring.length * 2)];
        long at = head;
        while (at < tail) {
            int from = (int) (at % ring.length);
            int to = (int) (at % larger.length);
            int length = (int) Math.min(tail - at, Math.min(ring.length - from, larger.length - to));
            System.arraycopy(ring, from, larger, to, length);
            at += length;
        }
        ring = larger;
    }

    private Void put(int length, long nowNs) {
        tail += length;
        boolean idle = departures.isEmpty();
        departures.addAll(schedule.read(length, nowNs));
        if (idle) {
            filled.signal();
        }
        return null;
    }

    private Void end() {
        ended = true;
        filled.signal();
        return null;
    }

    /** Empties until what was filled in last has left. */
    void empty(OutputStream out) throws IOException {
        for (Span due = locked(this::awaitDue); due.length() > 0; due = locked(this::awaitDue)) {
            out.write(due.ring(), due.index(), due.length());
            int length = due.length();
            locked(() -> left(length));
        }
    }

    /** Returns what may leave now; nothing at the end. */
    private Span awaitDue() throws InterruptedException {
        while (!closed && !(ended && departures.isEmpty())) {
            if (departures.isEmpty()) {
                filled.await();
                continue;
            }
            long waitNs = departures.peek().atNs() - System.nanoTime();
            if (waitNs <= 0) {
                int index = (int) (head % ring.length);
                return new Span(ring, index, Math.min(dueBytes(System.nanoTime()), ring.length - index));
            }
            filled.awaitNanos(waitNs);
        }
        return new Span(ring, 0, 0);
    }

    private int dueBytes(long nowNs) {
        int bytes = 0;
        for (DelaySchedule.Departure each : departures) {
            if (each.atNs() - nowNs > 0) {
                break;
            }
            bytes += each.bytes();
        }
        return bytes;
    }

    private Void left(int length) {
        head += length;
        int rest = length;
        while (rest > 0) {
            DelaySchedule.Departure first = departures.remove();
            int taken = Math.min(rest, first.bytes());
            if (taken < first.bytes()) {
                departures.addFirst(new DelaySchedule.Departure(first.bytes() - taken, first.atNs()));
            }
            rest -= taken;
        }
        space.signal();
        return null;
    }

    /** Gives up what is on its way: both threads end with an exception. */
    void close() {
        lock.lock();
        try {
            closed = true;
            filled.signal();
            space.signal();
        } finally {
            lock.unlock();
        }
    }
}
