package org.qgate.qrng.internal.fleet;

import org.qgate.api.qrng.Assessment;

/** Estimates the min-entropy of samples. Takes up to minutes. Thread-safe. */
public interface Assessor {
    /**
     * Estimates.
     *
     * @param samples one in a byte, in its lowest bits
     * @param bits of a sample, 1 to 8
     * @param wallMs when they were read
     */
    Assessment assess(byte[] samples, int bits, long wallMs);
}
