package org.qgate.api.qrng;

import org.qgate.api.error.QGateException;

/** Healthy randomness for this node's own use: from its devices and from servers. Blocking; thread-safe. */
public interface QuantumPool {
    /** Most bytes of one portion. */
    int MOST = 1 << 20;

    /**
     * Takes bytes; waits for them. They are used up, whatever becomes of the call.
     *
     * @param consumer who takes them, for fairness and for numbers: {@code crypto}, {@code http:NAME}, {@code fifo}
     * @param count 1 to {@value #MOST}
     * @param degraded whether bytes made without a healthy source will do; they are labelled so
     * @throws QGateException QG-QRN-0020 when there were not enough in time, 0021 when there is no healthy source and
     *     {@code degraded} is false
     */
    Portion take(String consumer, int count, boolean degraded, long atMostMs);
}
