package org.qgate.gate.internal.protocol;

import java.util.concurrent.TimeUnit;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;

/** Waiting for a change with a bound, for threads that may be interrupted. */
final class Waits {
    private Waits() {}

    /**
     * Waits on a monitor that the caller holds, until somebody notifies.
     *
     * @param endNs a time of {@link System#nanoTime}
     * @throws QGateException QG-EXT-0042 when the time is up, or the thread was interrupted, which it stays
     */
    static void until(Object monitor, long endNs, String inVain) {
        long left = endNs - System.nanoTime();
        if (left <= 0) {
            throw new QGateException(ExtenderError.TIMEOUT, inVain + " in time");
        }
        try {
            TimeUnit.NANOSECONDS.timedWait(monitor, left);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new QGateException(ExtenderError.TIMEOUT, inVain + " until the thread was interrupted", stop);
        }
    }
}
