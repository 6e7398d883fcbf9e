package org.qgate.qrng.internal.door;

import org.qgate.api.local.ByteFeed;
import org.qgate.api.qrng.Qrng;
import org.qgate.api.qrng.QuantumPool;

/** Feeds the FIFO with healthy bytes: its readers see no labels, so degraded ones never go there. Thread-safe. */
public final class PoolFeed implements ByteFeed {
    /** What is waited for at least, so that a slow device is not asked byte by byte. */
    private static final int LEAST = 512;

    private final Qrng qrng;
    private final QuantumPool pool;

    /** Makes it. */
    public PoolFeed(Qrng qrng, QuantumPool pool) {
        this.qrng = qrng;
        this.pool = pool;
    }

    @Override
    public byte[] next(int most, long atMostMs) {
        long ready = qrng.pool().bytes();
        int count = (int) Math.min(most, Math.max(LEAST, ready));
        return pool.take("fifo", count, false, atMostMs).bytes();
    }
}
