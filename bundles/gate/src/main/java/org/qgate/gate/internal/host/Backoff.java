package org.qgate.gate.internal.host;

import java.util.concurrent.TimeUnit;

/** How long to wait before a process is begun again: each time twice as long, until one has lived for a while. Not thread-safe. */
final class Backoff {
    static final long FIRST_MS = 500;
    static final long LONGEST_MS = 60_000;

    /** Who lived so long was well. */
    static final long WELL_NS = TimeUnit.SECONDS.toNanos(60);

    private long nextMs = FIRST_MS;

    /** Returns the wait of this time, for one that lived so long; 0 for one that did not begin at all. */
    long waitMs(long livedNs) {
        if (livedNs >= WELL_NS) {
            nextMs = FIRST_MS;
        }
        long wait = nextMs;
        nextMs = Math.min(LONGEST_MS, 2 * nextMs);
        return wait;
    }
}
