package org.qgate.dpn.internal.count;

import java.util.concurrent.atomic.LongAdder;

/** Counters of entry and exit. Thread-safe. */
public final class Tally {
    /** What is counted. */
    public enum What {
        /** Requests of applications that were connected or answered. */
        ACCEPTED,
        /** Requests refused here: malformed, local, blocked, too many. */
        REFUSED,
        /** Requests that could not be served. */
        FAILED,
        /** Requests that named an address instead of a host. */
        LITERAL_ADDRESSES,
        /** Streams that the exit connected, and look-ups it answered. */
        EXIT_ACCEPTED,
        /** Streams and look-ups that the exit refused or that failed. */
        EXIT_REFUSED
    }

    private final LongAdder[] counts = new LongAdder[What.values().length];

    /** Makes zeros. */
    public Tally() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    /** Counts one. */
    public void add(What what) {
        counts[what.ordinal()].increment();
    }

    /** Returns how many. */
    public long of(What what) {
        return counts[what.ordinal()].sum();
    }
}
