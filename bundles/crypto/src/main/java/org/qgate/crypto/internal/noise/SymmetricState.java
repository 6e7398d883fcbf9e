package org.qgate.crypto.internal.noise;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.primitive.Hkdf;

/** Noise's SymmetricState over SHA-256 (revision 34, section 5.2). Not thread-safe. */
public final class SymmetricState {
    private static final byte[] NOTHING = {};

    private final CipherState cipher;
    private byte[] chainingKey;
    private byte[] hash;

    /** InitializeSymmetric; the AEAD must be the one the name states. */
    public SymmetricState(String protocolName, LinkSuite suite, Ciphers ciphers) {
        byte[] name = protocolName.getBytes(StandardCharsets.US_ASCII);
        hash = name.length <= Hkdf.HASH ? Arrays.copyOf(name, Hkdf.HASH) : Hkdf.sha256(name);
        chainingKey = hash.clone();
        cipher = new CipherState(suite, ciphers);
    }

    /** MixKey: the secret enters the chaining key and makes a new cipher key. The secret is wiped. */
    public void mixKey(byte[] secret) {
        byte[] temporary = Hkdf.extract(chainingKey, secret);
        byte[] okm = Hkdf.expand(temporary, NOTHING, 2 * Hkdf.HASH); // Noise's HKDF is RFC 5869's with an empty info
        Bytes.wipe(chainingKey, temporary, secret);
        chainingKey = Arrays.copyOf(okm, Hkdf.HASH);
        cipher.initializeKey(Arrays.copyOfRange(okm, Hkdf.HASH, 2 * Hkdf.HASH));
        Bytes.wipe(okm);
    }

    /** MixHash. */
    public void mixHash(byte[] data) {
        hash = Hkdf.sha256(hash, data);
    }

    /** EncryptAndHash. */
    public byte[] encryptAndHash(byte[] plaintext) {
        byte[] ciphertext = cipher.encryptWithAd(hash, plaintext);
        mixHash(ciphertext);
        return ciphertext;
    }

    /**
     * DecryptAndHash of part of an array.
     *
     * @throws org.qgate.api.error.QGateException QG-CRY-0001 when it does not verify
     */
    public byte[] decryptAndHash(byte[] in, int offset, int length) {
        byte[] plaintext = cipher.decryptWithAd(hash, in, offset, length);
        mixHash(Arrays.copyOfRange(in, offset, offset + length));
        return plaintext;
    }

    /** Returns what EncryptAndHash adds at this point: 0 before the first key, 16 after it. */
    public int overhead() {
        return cipher.overhead();
    }

    /** Returns the handshake hash so far, a copy. */
    public byte[] hash() {
        return hash.clone();
    }

    /** Split: the two transport keys, initiator to responder first, 64 bytes. */
    public byte[] split() {
        return derive(NOTHING, 2 * Hkdf.HASH);
    }

    /**
     * Further keys from the same chaining key: HKDF with empty input and a label as info. Independent of
     * {@link #split}, whose HMAC inputs have no label.
     */
    public byte[] derive(byte[] info, int length) {
        byte[] temporary = Hkdf.extract(chainingKey, NOTHING);
        byte[] okm = Hkdf.expand(temporary, info, length);
        Bytes.wipe(temporary);
        return okm;
    }

    /** Overwrites all secrets. */
    public void wipe() {
        Bytes.wipe(chainingKey);
        cipher.wipe();
    }
}
