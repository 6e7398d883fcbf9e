package org.qgate.qrng.internal;

import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.qgate.api.qrng.Portion;
import org.qgate.api.qrng.QuantumPool;
import org.qgate.qrng.internal.deliver.pool.Pool;

/** The pool as the node sees it: also while it is not there yet, when takers wait for it. Thread-safe. */
final class Front implements QuantumPool {
    private final LongFunction<Pool> pools;

    /** Asks for the pool, waiting at most as long as asked. */
    Front(LongFunction<Pool> pools) {
        this.pools = pools;
    }

    @Override
    public Portion take(String consumer, int count, boolean degraded, long atMostMs) {
        long begun = System.nanoTime();
        Pool pool = pools.apply(atMostMs);
        long left = atMostMs - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        return pool.take(consumer, count, degraded, Math.max(0, left));
    }
}
