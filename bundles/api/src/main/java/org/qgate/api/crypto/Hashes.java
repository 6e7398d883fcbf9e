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

    /**
     * SHA-512 (FIPS 180-4) by the fastest provider here.
     *
     * @param out gets 64 bytes at {@code outOffset}
     * @throws org.qgate.api.error.QGateException QG-CRY-0002 for a part beyond its array
     */
    void sha512(byte[] in, int offset, int length, byte[] out, int outOffset);

    /**
     * SHA-256 (FIPS 180-4) by the fastest provider here.
     *
     * @param out gets 32 bytes at {@code outOffset}
     * @throws org.qgate.api.error.QGateException QG-CRY-0002 for a part beyond its array
     */
    void sha256(byte[] in, int offset, int length, byte[] out, int outOffset);

    /** Compares without a data-dependent branch; false when the lengths differ. */
    boolean same(byte[] one, byte[] other);
}
