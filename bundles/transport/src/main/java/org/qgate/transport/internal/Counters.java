package org.qgate.transport.internal;

import java.util.concurrent.atomic.AtomicLong;

/** What the transport counts. Readable from any thread. */
final class Counters {
    final AtomicLong bytesIn = new AtomicLong();
    final AtomicLong bytesOut = new AtomicLong();
    final AtomicLong committed = new AtomicLong();
    final AtomicLong lateCalls = new AtomicLong();
    final AtomicLong refusedConnections = new AtomicLong();
    final AtomicLong handlerFailures = new AtomicLong();
    final AtomicLong limitCloses = new AtomicLong();

    /** Adds where the event loop is the only writer: no locked instruction on the data path. */
    static void addOnLoop(AtomicLong counter, long amount) {
        counter.lazySet(counter.getPlain() + amount);
    }
}
