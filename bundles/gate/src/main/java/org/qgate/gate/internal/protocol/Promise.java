package org.qgate.gate.internal.protocol;

import java.util.concurrent.TimeUnit;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.QGateException;

/** What a thread waits for and the event loop brings. Settled once: whoever comes later learns it. Thread-safe. */
final class Promise<T> {
    private boolean settled;
    private T value;
    private ErrorCode error;
    private String detail;

    /** Keeps it; false when it was settled already, or nobody waits any more. */
    synchronized boolean keep(T kept) {
        if (settled) {
            return false;
        }
        settled = true;
        value = kept;
        notifyAll();
        return true;
    }

    /** Breaks it; false as above. */
    synchronized boolean refuse(ErrorCode why, String inWords) {
        if (settled) {
            return false;
        }
        settled = true;
        error = why;
        detail = inWords;
        notifyAll();
        return true;
    }

    synchronized boolean isSettled() {
        return settled;
    }

    /**
     * Waits for it. Who gives up settles it: what comes afterwards comes too late.
     *
     * @throws QGateException as it was refused, or QG-EXT-0042
     */
    synchronized T await(long atMostMs, String inVain) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMs);
        try {
            while (!settled) {
                Waits.until(this, end, inVain);
            }
        } finally {
            settled = true;
        }
        if (error != null) {
            throw new QGateException(error, detail);
        }
        return value;
    }
}
