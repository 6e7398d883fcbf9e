package org.qgate.api.qrng;

import org.qgate.api.error.QGateException;

/** An opened device. For one thread, except {@link #close}. */
public interface EntropySource extends AutoCloseable {
    /**
     * Asks the device what it is; may ask it anew each time. Blocking, at most 5 s.
     *
     * @throws QGateException QG-QRN-0003 when it does not answer
     */
    SourceIdentity identity();

    /** Returns the highest provenance that what it gives can have: a file that was recorded is never a device. */
    Provenance atMost();

    /**
     * Reads samples, one in a byte; waits for at least one.
     *
     * @return how many, at least 1; 0 when none came in time; -1 when it has ended for good
     * @throws QGateException QG-QRN-0003 when it cannot be read, 0004 when it answered nonsense
     */
    int read(byte[] into, int offset, int length, long atMostMs);

    /** Ends a {@link #read} that waits, and lets the device go. Idempotent. */
    @Override
    void close();
}
