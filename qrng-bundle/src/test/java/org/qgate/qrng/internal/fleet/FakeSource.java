package org.qgate.qrng.internal.fleet;

import java.util.Random;
import org.qgate.api.qrng.EntropySource;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.SourceIdentity;

/** A device whose samples are sound until it is told otherwise; it waits a little for each read, as a device does. */
final class FakeSource implements EntropySource {
    /** What it gives instead of sound samples. */
    interface Fault {
        /** Fills, or does whatever else; returns what {@link EntropySource#read} returns. */
        int read(byte[] into, int offset, int length) throws InterruptedException;
    }

    private final Random random;
    volatile Fault fault;
    volatile SourceIdentity identity = new SourceIdentity("Lab", "F1", "42", "1.0", false);
    volatile Provenance atMost = Provenance.RAW_DEVICE;
    volatile RuntimeException atOpening;
    volatile boolean closed;
    volatile long given;

    FakeSource(long seed) {
        random = new Random(seed);
    }

    FakeSource opened(long readBefore) {
        closed = false;
        if (atOpening != null) {
            throw atOpening;
        }
        return this;
    }

    @Override
    public SourceIdentity identity() {
        return identity;
    }

    @Override
    public Provenance atMost() {
        return atMost;
    }

    @Override
    public int read(byte[] into, int offset, int length, long atMostMs) {
        try {
            Fault now = fault;
            if (now != null) {
                return now.read(into, offset, length);
            }
            synchronized (this) {
                wait(1);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return 0;
        }
        return sound(into, offset, length);
    }

    int sound(byte[] into, int offset, int length) {
        int count = Math.min(length, 3_000); // windows are filled in parts
        for (int i = 0; i < count; i++) {
            into[offset + i] = (byte) random.nextInt(256);
        }
        given += count;
        return count;
    }

    @Override
    public void close() {
        closed = true;
    }
}
