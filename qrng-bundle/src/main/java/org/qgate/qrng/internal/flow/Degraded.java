package org.qgate.qrng.internal.flow;

/** Bytes of Hash_DRBG alone, when no source is healthy. Thread-safe. */
public interface Degraded {
    /**
     * Makes a batch, labelled as degraded.
     *
     * @param count 1 to 65,536
     */
    Batch make(int count);
}
