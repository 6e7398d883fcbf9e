package org.qgate.gate.internal.facade;

import java.util.concurrent.TimeUnit;
import org.qgate.api.base.Clock;

/**
 * So much in a time, with a burst of as much again: a token bucket that may owe, so that one large amount passes and the
 * next one waits for it. Thread-safe.
 */
final class Pace {
    private final Clock clock;
    private final long amount;
    private final long periodNs;
    private long paidUntilNs;

    /** Allows an amount in each period. */
    Pace(Clock clock, long amount, long periodMs) {
        this.clock = clock;
        this.amount = amount;
        periodNs = TimeUnit.MILLISECONDS.toNanos(periodMs);
        paidUntilNs = clock.monoNs();
    }

    /** Takes an amount if it may pass at once. */
    boolean take(long taken) {
        return takeWithin(taken, 0) == 0;
    }

    /**
     * Takes an amount that may pass within a time.
     *
     * @return nanoseconds to wait first; negative when it would be more: nothing was taken
     */
    synchronized long takeWithin(long taken, long atMostNs) {
        long now = clock.monoNs();
        long owed = Math.max(0, paidUntilNs - now);
        long wait = Math.max(0, owed - periodNs);
        if (wait > atMostNs) {
            return -1;
        }
        double cost = (double) taken / amount * periodNs;
        paidUntilNs = now + owed + (long) Math.min(cost, Long.MAX_VALUE >> 2);
        return wait;
    }
}
