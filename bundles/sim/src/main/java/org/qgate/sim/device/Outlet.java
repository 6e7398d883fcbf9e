package org.qgate.sim.device;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A signal at the pace of a device: a sample is given no sooner than it would have been made. Thread-safe. */
final class Outlet {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int PIECES = 50; // a second
    private static final int LARGEST = 1 << 16;
    private static final long CREDIT = SECOND / 5; // of what was not fetched, as a device's buffer would keep

    private final Signal signal;
    private double rate;
    private double dueNs;
    private volatile boolean closed;

    /**
     * Makes it.
     *
     * @param rate samples a second; 0 for as fast as it goes
     */
    Outlet(Signal signal, double rate) {
        this.signal = signal;
        this.rate = rate;
        this.dueNs = System.nanoTime();
    }

    Signal signal() {
        return signal;
    }

    synchronized void rate(double samplesPerSecond) {
        rate = samplesPerSecond;
        dueNs = System.nanoTime();
    }

    void close() {
        closed = true;
    }

    /**
     * Gives samples when they are due.
     *
     * @return how many, 1 to {@code most}
     */
    int next(byte[] into, int most) throws IOException {
        long waitNs;
        int count;
        synchronized (this) {
            count = Math.min(most, rate == 0 ? LARGEST : (int) Math.max(1, Math.min(LARGEST, rate / PIECES)));
            waitNs = waitFor(count);
        }
        await(waitNs);
        signal.fill(into, 0, count);
        return count;
    }

    private long waitFor(int count) {
        if (rate == 0) {
            return 0;
        }
        long now = System.nanoTime();
        dueNs = Math.max(dueNs, now - CREDIT) + count / rate * SECOND;
        return (long) dueNs - now;
    }

    private void await(long waitNs) throws IOException {
        long end = System.nanoTime() + waitNs;
        for (long left = waitNs; left > 0; left = end - System.nanoTime()) {
            if (closed || Thread.currentThread().isInterrupted()) {
                break;
            }
            LockSupport.parkNanos(Math.min(left, SECOND / PIECES));
        }
        if (closed || Thread.currentThread().isInterrupted()) {
            throw new IOException("the device is switched off");
        }
    }
}
