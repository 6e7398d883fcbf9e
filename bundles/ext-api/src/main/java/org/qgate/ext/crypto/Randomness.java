package org.qgate.ext.crypto;

/** Random bytes, fit for keys. */
public interface Randomness {
    /**
     * Returns random bytes.
     *
     * @param count 1 to 65,536
     * @throws org.qgate.ext.RefusedException DENIED, LIMIT, INVALID, UNAVAILABLE
     */
    byte[] bytes(int count);
}
