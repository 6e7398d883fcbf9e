package org.qgate.api.crypto;

import org.qgate.api.error.QGateException;

/**
 * Keys that are derived from one secret of this node, for owners that a caller names: the same after a restart, after an
 * update, and after the vault's key file or epoch has changed. Private keys never leave the provider. Guarantees: keys of
 * different contexts tell nothing of each other, and none of them tells anything of the node's identity, which is made of
 * other secrets. The secret lies sealed in the vault: without an unlocked one every call that needs it fails.
 *
 * <p>A context is one or more parts; each counts with its length, so no two lists of parts give the same keys by accident.
 * Source: HKDF-SHA256 (RFC 5869) of the secret, with the kind of key and the parts as its info. Blocking: never on an event
 * loop. Thread-safe.
 */
public interface DerivedKeys {
    /**
     * Returns the public key for signatures: Ed25519 (RFC 8032), 32 bytes.
     *
     * @throws QGateException QG-VLT-0001 when there is no vault, QG-VLT-0002 when it is locked, QG-CRY-0006 when the secret
     *     is damaged
     */
    byte[] signingKey(byte[]... context);

    /**
     * Signs: Ed25519, 64 bytes. The caller makes sure that the message names what it is for.
     *
     * @throws QGateException as {@link #signingKey}
     */
    byte[] sign(byte[] message, byte[]... context);

    /** Verifies an Ed25519 signature by anybody's key; wrong lengths are a plain no. Needs no vault. */
    boolean verify(byte[] signingKey, byte[] message, byte[] signature);

    /**
     * Returns the public key for agreements: X25519 (RFC 7748), 32 bytes.
     *
     * @throws QGateException as {@link #signingKey}
     */
    byte[] agreementKey(byte[]... context);

    /**
     * Agrees with another key: the shared X25519 point, 32 bytes, to be hashed with both public keys by the caller.
     *
     * @throws QGateException as {@link #signingKey}; QG-CRY-0001 for a key of low order
     */
    byte[] agree(byte[] otherKey, byte[]... context);

    /**
     * Returns 32 secret bytes.
     *
     * @throws QGateException as {@link #signingKey}
     */
    byte[] secret(byte[]... context);

    /**
     * Returns the public keys for dual signatures: Ed25519, 32 bytes, then ML-DSA-65 (FIPS 204), 1,952 bytes.
     *
     * @throws QGateException as {@link #signingKey}
     */
    byte[] dualKey(byte[]... context);

    /**
     * Signs with both: Ed25519, 64 bytes, then ML-DSA-65, 3,309 bytes, each over the domain and the message as
     * {@link Identity#sign} does it.
     *
     * @throws QGateException as {@link #signingKey}
     */
    byte[] signDual(String domain, byte[] message, byte[]... context);

    /** Verifies a dual signature by anybody's keys; both halves must hold; wrong lengths are a plain no. Needs no vault. */
    boolean verifyDual(byte[] dualKey, String domain, byte[] message, byte[] signature);
}
