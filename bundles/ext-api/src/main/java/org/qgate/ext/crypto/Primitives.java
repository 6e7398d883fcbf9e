package org.qgate.ext.crypto;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Cryptography with keys of the extender's own, computed by the node's provider. Only {@link #agreementPair}, {@link #kemPair}
 * and {@link #encapsulate} need a permission, {@code random.read}, and count against the quota of random bytes. Whoever holds
 * private keys keeps them in its {@link org.qgate.ext.store.Space}, which is sealed on disk. Thread-safe.
 */
@ProviderType
public interface Primitives {
    /** Length of keys for {@link #seal}, of private and public X25519 keys and of shared secrets, in bytes. */
    int KEY_BYTES = 32;

    /** Length of nonces for {@link #seal}, in bytes. */
    int NONCE_BYTES = 12;

    /** By how much {@link #seal} makes a text longer, in bytes. */
    int TAG_BYTES = 16;

    /** Length of ML-KEM-768 public keys (FIPS 203, table 3), in bytes. */
    int KEM_PUBLIC_BYTES = 1_184;

    /** Length of ML-KEM-768 private keys as this API has them: the seed d and z (FIPS 203, section 7.1), in bytes. */
    int KEM_PRIVATE_BYTES = 64;

    /** Length of ML-KEM-768 ciphertexts (FIPS 203, table 3), in bytes. */
    int KEM_CIPHERTEXT_BYTES = 1_088;

    /** The longest input of one call, in bytes: all its texts together, without keys and nonces of a fixed length. */
    int MOST_BYTES = 1 << 20;

    /**
     * Hashes: SHA-256 (FIPS 180-4), 32 bytes.
     *
     * @throws org.qgate.ext.RefusedException INVALID, UNAVAILABLE
     */
    byte[] sha256(byte[] input);

    /**
     * Authenticates: HMAC-SHA-256 (RFC 2104), 32 bytes.
     *
     * @throws org.qgate.ext.RefusedException INVALID, UNAVAILABLE
     */
    byte[] hmac(byte[] key, byte[] message);

    /**
     * Derives keys: HKDF-SHA-256, extract and expand (RFC 5869).
     *
     * @param salt may be empty
     * @param info what the keys are for
     * @param length 1 to 8,160 bytes
     * @throws org.qgate.ext.RefusedException INVALID, UNAVAILABLE
     */
    byte[] derive(byte[] secret, byte[] salt, byte[] info, int length);

    /**
     * Encrypts: ChaCha20-Poly1305 (RFC 8439). A key and a nonce together must never be used twice.
     *
     * @param associated is authenticated, not encrypted; may be empty
     * @return the ciphertext, then the tag
     * @throws org.qgate.ext.RefusedException INVALID, UNAVAILABLE
     */
    byte[] seal(byte[] key, byte[] nonce, byte[] associated, byte[] plain);

    /**
     * Decrypts what {@link #seal} made; empty when it was altered, or the key is another one.
     *
     * @throws org.qgate.ext.RefusedException INVALID, UNAVAILABLE
     */
    Optional<byte[]> open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed);

    /**
     * Makes a pair of X25519 keys (RFC 7748).
     *
     * @throws org.qgate.ext.RefusedException DENIED without {@code random.read}, LIMIT, UNAVAILABLE
     */
    Pair agreementPair();

    /**
     * Returns the point that two X25519 keys share, 32 bytes; to be hashed with both public keys.
     *
     * @throws org.qgate.ext.RefusedException INVALID also for a key of low order, UNAVAILABLE
     */
    byte[] agree(byte[] privateKey, byte[] otherPublicKey);

    /**
     * Makes a pair of ML-KEM-768 keys (FIPS 203).
     *
     * @throws org.qgate.ext.RefusedException DENIED without {@code random.read}, LIMIT, UNAVAILABLE
     */
    Pair kemPair();

    /**
     * Makes a secret that only the owner of an ML-KEM-768 key learns.
     *
     * @throws org.qgate.ext.RefusedException DENIED without {@code random.read}, LIMIT, INVALID for a key that fails the
     *     check of FIPS 203, section 7.2, UNAVAILABLE
     */
    Encapsulated encapsulate(byte[] publicKey);

    /**
     * Returns the secret, 32 bytes; another one when the ciphertext was not made for this key (FIPS 203, section 6.3).
     *
     * @throws org.qgate.ext.RefusedException INVALID, UNAVAILABLE
     */
    byte[] decapsulate(byte[] privateKey, byte[] ciphertext);

    /**
     * Compares without a data-dependent branch; false when the lengths differ.
     *
     * @throws org.qgate.ext.RefusedException INVALID, UNAVAILABLE
     */
    boolean same(byte[] one, byte[] other);

    /** A private key and its public key. */
    record Pair(byte[] privateKey, byte[] publicKey) {}

    /** A secret of 32 bytes, and what the owner of the key needs to learn it. */
    record Encapsulated(byte[] secret, byte[] ciphertext) {}
}
