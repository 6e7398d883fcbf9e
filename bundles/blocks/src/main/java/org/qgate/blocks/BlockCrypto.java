package org.qgate.blocks;

/** What blocks need of cryptography; whoever uses them brings it. Thread-safe. */
public interface BlockCrypto {
    /** Returns SHA-512 (FIPS 180-4) of the input, 64 bytes. */
    byte[] sha512(byte[] input);

    /**
     * Verifies a dual signature over u8 length of the domain, the domain, the message; both halves must hold.
     *
     * @param dualKey Ed25519, 32 bytes, then ML-DSA-65, 1,952 bytes
     * @param signature Ed25519, 64 bytes, then ML-DSA-65, 3,309 bytes
     * @return false for whatever is wrong with them, lengths and malformed keys too
     */
    boolean verify(byte[] dualKey, String domain, byte[] message, byte[] signature);
}
