package org.qgate.ext.crypto;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Keys that are derived from the node's vault for this extender alone: they never leave the node, are the same after a
 * restart and an update, and tell nobody which node they belong to. Purposes are 1 to 64 characters of {@code a-z 0-9 . / -}
 * and give different keys.
 */
@ProviderType
public interface Keys {
    /**
     * Returns the public key for signatures: Ed25519 (RFC 8032), 32 bytes.
     *
     * @throws org.qgate.ext.RefusedException DENIED without {@code crypto.sign}, INVALID, UNAVAILABLE
     */
    byte[] signingKey(String purpose);

    /**
     * Signs a message together with the extender's id and the purpose: Ed25519 (RFC 8032), 64 bytes.
     *
     * @param message at most 1 MiB
     * @throws org.qgate.ext.RefusedException DENIED without {@code crypto.sign}, INVALID, UNAVAILABLE
     */
    byte[] sign(String purpose, byte[] message);

    /**
     * Whether a signature was made by {@link #sign} of the extender with this id, on any node; needs no permission.
     *
     * @throws org.qgate.ext.RefusedException UNAVAILABLE
     */
    boolean verify(byte[] signingKey, String purpose, byte[] message, byte[] signature);

    /**
     * Returns the public key for agreements: X25519 (RFC 7748), 32 bytes.
     *
     * @throws org.qgate.ext.RefusedException DENIED without {@code crypto.agree}, INVALID, UNAVAILABLE
     */
    byte[] agreementKey(String purpose);

    /**
     * Agrees on 32 bytes with the owner of another extender's agreement key for the same purpose; both get the same.
     *
     * @throws org.qgate.ext.RefusedException DENIED without {@code crypto.agree}, INVALID also for a key of low order,
     *     UNAVAILABLE
     */
    byte[] agree(String purpose, byte[] otherKey);

    /**
     * Returns 32 secret bytes for this extender and purpose, for its own cryptography.
     *
     * @throws org.qgate.ext.RefusedException DENIED without {@code crypto.agree}, INVALID, UNAVAILABLE
     */
    byte[] secret(String purpose);
}
