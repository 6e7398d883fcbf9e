package org.qgate.api.crypto;

/** Hash functions with domain separation. Thread-safe. */
public interface Hashes {
    /**
     * BLAKE3-256 in its derive-key mode: the domain is the context string, the parts are hashed each with an 8-byte
     * big-endian length before it. Source: the BLAKE3 specification, section 2.3.
     *
     * @param domain such as {@code "qgate 1 descriptor"}
     * @return 32 bytes
     */
    byte[] blake3(String domain, byte[]... parts);

    /** Plain BLAKE3-256 of the input, for files and vectors. */
    byte[] blake3Plain(byte[] input);

    /** Compares without a data-dependent branch; false when the lengths differ. */
    boolean same(byte[] one, byte[] other);
}
