package org.qgate.qrng.internal.deliver.pool;

import org.qgate.api.qrng.QuantumPool;

/**
 * Bounds of a pool.
 *
 * @param capacityBytes from which no batch more is taken in, 2 MiB to 1 GiB; the last one may reach beyond
 * @param mostWaiting takers that may wait at once, 1 to 10,000
 * @param mostWaitingEach takers of one consumer that may wait at once, 1 to {@code mostWaiting}
 */
public record PoolSettings(long capacityBytes, int mostWaiting, int mostWaitingEach) {
    /** What a node begins with. */
    public static final PoolSettings STANDARD = new PoolSettings(32 << 20, 256, 64);

    /** Checks the bounds. */
    public PoolSettings {
        if (capacityBytes < 2L * QuantumPool.MOST || capacityBytes > 1L << 30) {
            throw new IllegalArgumentException("capacity of " + capacityBytes + " bytes, allowed: 2 MiB to 1 GiB");
        }
        if (mostWaiting < 1 || mostWaiting > 10_000 || mostWaitingEach < 1 || mostWaitingEach > mostWaiting) {
            throw new IllegalArgumentException("waiting: " + mostWaiting + ", each " + mostWaitingEach);
        }
    }
}
