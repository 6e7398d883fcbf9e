package org.qgate.qrng.internal.fleet;

import java.util.Arrays;

/** Copies of samples for an assessment, as they come. Thread-safe. */
final class Collector {
    private final byte[] samples;
    private final long startedNs;
    private int filled;

    Collector(int count, long startedNs) {
        samples = new byte[count];
        this.startedNs = startedNs;
    }

    /** Takes samples; more than are wanted are left. */
    synchronized void add(byte[] from) {
        int part = Math.min(from.length, samples.length - filled);
        System.arraycopy(from, 0, samples, filled, part);
        filled += part;
        if (filled == samples.length) {
            notifyAll();
        }
    }

    /** Returns when it began. */
    long startedNs() {
        return startedNs;
    }

    /** Returns how many there are. */
    synchronized int filled() {
        return filled;
    }

    synchronized boolean full() {
        return filled == samples.length;
    }

    /** Waits until it is full; returns whether it is. */
    synchronized boolean await(long atMostMs) {
        long end = System.nanoTime() + atMostMs * 1_000_000;
        try {
            for (long left = atMostMs; filled < samples.length && left > 0; ) {
                wait(left);
                left = (end - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return filled == samples.length;
    }

    /** Returns what there is. */
    synchronized byte[] samples() {
        return Arrays.copyOf(samples, filled);
    }
}
