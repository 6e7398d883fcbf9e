package org.qgate.api.qrng;

import org.qgate.api.error.QGateException;

/**
 * Opens one kind of device. A bundle of the node that registers one as a service adds a kind while the node runs.
 * Thread-safe.
 */
public interface SourceDriver {
    /** Returns the word in {@link SourceSpec#driver} that means this one. */
    String scheme();

    /** Returns one sentence for operators: what it opens, which options it takes. */
    String description();

    /**
     * Refuses what it could not open whatever the device does: a location that is none, an option it does not know.
     *
     * @throws QGateException QG-QRN-0002
     */
    void check(SourceSpec spec);

    /**
     * Opens a device. Blocking, at most 10 s.
     *
     * @param readBefore samples that may have been given out since the device was added: a recording goes on after them
     * @throws QGateException QG-QRN-0003 when it cannot be opened
     */
    EntropySource open(SourceSpec spec, long readBefore);
}
