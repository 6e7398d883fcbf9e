package org.qgate.api.crypto;

import java.util.Optional;
import org.qgate.api.error.QGateException;

/**
 * Algorithms for keys that the caller keeps itself. Nothing of a key or a text is kept here, and none needs the vault.
 * Lengths are checked as each method says; the caller bounds how long texts are. Every method throws
 * {@link QGateException} QG-CRY-0002 for a wrong length. Thread-safe.
 */
public interface Primitives {
    /** Returns the SHA-256 (FIPS 180-4), 32 bytes. */
    byte[] sha256(byte[] input);

    /** Returns the HMAC-SHA-256 (RFC 2104), 32 bytes; the key has any length. */
    byte[] hmac(byte[] key, byte[] message);

    /**
     * Derives keys: HKDF-SHA-256, extract and expand (RFC 5869).
     *
     * @param length 1 to 8,160
     */
    byte[] derive(byte[] secret, byte[] salt, byte[] info, int length);

    /**
     * Encrypts: ChaCha20-Poly1305 (RFC 8439). The caller never uses a key and a nonce together twice.
     *
     * @param key 32 bytes
     * @param nonce 12 bytes
     * @return the ciphertext, then a tag of 16 bytes
     */
    byte[] seal(byte[] key, byte[] nonce, byte[] associated, byte[] plain);

    /** Decrypts what {@link #seal} made; empty when it was altered or cut, or the key is another one. */
    Optional<byte[]> open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed);

    /**
     * Encrypts much at once: AES-256-GCM (NIST SP 800-38D) by the fastest provider here. The caller never uses a key and a
     * nonce together twice.
     *
     * @param key 32 bytes
     * @param nonce 12 bytes
     * @param length of the plaintext, at most 1 MiB
     * @param out gets the ciphertext, then a tag of 16 bytes, at {@code outOffset}; another array than {@code plain}
     */
    void sealBulk(
            byte[] key,
            byte[] nonce,
            byte[] associated,
            byte[] plain,
            int offset,
            int length,
            byte[] out,
            int outOffset);

    /**
     * Decrypts what {@link #sealBulk} made; empty when it was altered or cut, or the key is another one.
     *
     * @param length of the ciphertext with its tag
     */
    Optional<byte[]> openBulk(byte[] key, byte[] nonce, byte[] associated, byte[] sealed, int offset, int length);

    /** Returns the public key of an X25519 private key (RFC 7748), 32 bytes both. */
    byte[] agreementKey(byte[] privateKey);

    /**
     * Returns the point that two X25519 keys share, 32 bytes, to be hashed with both public keys by the caller.
     *
     * @throws QGateException QG-CRY-0001 also when the other key is of low order (RFC 7748, section 6.1)
     */
    byte[] agree(byte[] privateKey, byte[] otherPublicKey);

    /** Returns the encapsulation key, 1,184 bytes, of an ML-KEM-768 seed d ‖ z of 64 bytes (FIPS 203, section 7.1). */
    byte[] kemKey(byte[] seed);

    /**
     * Makes a secret for the owner of an ML-KEM-768 encapsulation key, by this node's random source.
     *
     * @throws QGateException QG-CRY-0001 when the key fails the check of FIPS 203, section 7.2
     */
    Capsule encapsulate(byte[] key);

    /**
     * Returns the secret, 32 bytes, of a ciphertext of 1,088 bytes; another secret when it was not made for this seed's key
     * (FIPS 203, section 6.3).
     *
     * @throws QGateException QG-CRY-0001 for a ciphertext of another length
     */
    byte[] decapsulate(byte[] seed, byte[] ciphertext);

    /** A secret of 32 bytes, and the ciphertext that carries it. */
    record Capsule(byte[] secret, byte[] ciphertext) {}
}
