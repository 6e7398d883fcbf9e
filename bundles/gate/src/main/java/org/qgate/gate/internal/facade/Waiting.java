package org.qgate.gate.internal.facade;

import java.util.concurrent.TimeUnit;
import org.qgate.ext.Permission;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;

/** Lets an extender's thread wait until its pace allows an amount. */
final class Waiting {
    private Waiting() {}

    /** Takes an amount; refuses when it would have to wait longer. */
    static void pay(Access access, Permission permission, Pace pace, long amount, long atMostMs) {
        long waitNs = pace.takeWithin(amount, TimeUnit.MILLISECONDS.toNanos(atMostMs));
        if (waitNs < 0) {
            throw access.limit(permission, "the quota of bytes a second is used up");
        }
        if (waitNs > 0) {
            sleep(waitNs);
        }
    }

    private static void sleep(long ns) {
        try {
            TimeUnit.NANOSECONDS.sleep(ns);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new RefusedException(Reason.TIMEOUT, "interrupted while waiting for the quota of bytes");
        }
    }
}
