package org.qgate.ext.testkit;

import java.util.concurrent.TimeUnit;

/** So much in a time, with a burst of as much again; one large amount passes and the next one waits for it. */
final class Pace {
    private final Turns turns;
    private final long amount;
    private final long periodNs;
    private long paidUntilNs;

    Pace(Turns turns, long amount, long periodMs) {
        this.turns = turns;
        this.amount = amount;
        periodNs = TimeUnit.MILLISECONDS.toNanos(periodMs);
        paidUntilNs = turns.monoNs();
    }

    /** Takes an amount if it may pass at once. */
    boolean take(long taken) {
        return takeWithin(taken, 0) == 0;
    }

    /** Returns the nanoseconds to wait first; negative when it would be more: nothing was taken. */
    long takeWithin(long taken, long atMostMs) {
        synchronized (turns) {
            long now = turns.monoNs();
            long owed = Math.max(0, paidUntilNs - now);
            long wait = Math.max(0, owed - periodNs);
            if (wait > TimeUnit.MILLISECONDS.toNanos(atMostMs)) {
                return -1;
            }
            double cost = (double) taken / amount * periodNs;
            paidUntilNs = now + owed + (long) Math.min(cost, Long.MAX_VALUE >> 2);
            return wait;
        }
    }
}
