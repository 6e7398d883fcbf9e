package org.qgate.crypto.internal.primitive;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * XAES-256-GCM (C2SP, c2sp.org/XAES-256-GCM) under one key: AES-256-GCM with nonces of 24 bytes, long enough to be drawn
 * at random for 2^80 messages. Each nonce gets a key of its own, derived by two blocks of AES. It does not commit to its
 * key: whoever may choose keys can make one ciphertext that opens under two. Not thread-safe.
 */
public final class Xaes {
    /** Bytes of a key. */
    public static final int KEY = 32;

    /** Bytes of a nonce. */
    public static final int NONCE = 24;

    /** Bytes of a tag. */
    public static final int TAG = 16;

    private static final int BLOCK = 16;
    private static final int HALF = 12;

    /** The label of the derivation, ASCII X. */
    private static final byte LABEL = 0x58;

    private final Cipher block;
    private final Cipher gcm;
    private final byte[] first = new byte[BLOCK];
    private final byte[] messages = new byte[2 * BLOCK];

    /** Makes the cipher; the key is copied. */
    public Xaes(Ciphers ciphers, byte[] key) {
        if (key.length != KEY) {
            throw Refusals.malformed("a key of XAES-256-GCM has 32 bytes");
        }
        block = ciphers.block();
        gcm = ciphers.gcm();
        RawKey own = new RawKey(key.clone());
        try {
            block.init(Cipher.ENCRYPT_MODE, own);
            block.update(first.clone(), 0, BLOCK, first, 0);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("AES refused a valid call", refused);
        } finally {
            own.destroy();
        }
        twice(first);
    }

    /** Doubles in GF(2^128), which makes CMAC's subkey K1 (NIST SP 800-38B, section 6.1). */
    private static void twice(byte[] value) {
        int carry = -(value[0] >>> 7 & 1) & 0x87;
        for (int i = 0; i < BLOCK - 1; i++) {
            value[i] = (byte) (value[i] << 1 | value[i + 1] >>> 7 & 1);
        }
        value[BLOCK - 1] = (byte) (value[BLOCK - 1] << 1 ^ carry);
    }

    /**
     * Seals into a distinct array.
     *
     * @param nonce where 24 bytes lie that were never used with this key
     * @param associated authenticated one after the other, as if joined
     * @return bytes written: {@code length + TAG}
     */
    public int seal(
            byte[] nonce, int nonceAt, byte[][] associated, byte[] in, int at, int length, byte[] out, int outAt) {
        try {
            return apply(Cipher.ENCRYPT_MODE, nonce, nonceAt, associated, in, at, length, out, outAt);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("AES-GCM refused to seal", refused);
        }
    }

    /**
     * Opens into a distinct array. Whatever was written to {@code out} when it fails means nothing.
     *
     * @param length of ciphertext and tag
     * @return bytes written: {@code length - TAG}
     * @throws org.qgate.api.error.QGateException QG-CRY-0001 when it does not verify
     */
    public int open(
            byte[] nonce, int nonceAt, byte[][] associated, byte[] in, int at, int length, byte[] out, int outAt) {
        try {
            return apply(Cipher.DECRYPT_MODE, nonce, nonceAt, associated, in, at, length, out, outAt);
        } catch (GeneralSecurityException failed) {
            throw Refusals.authentication();
        }
    }

    private int apply(
            int mode, byte[] nonce, int nonceAt, byte[][] associated, byte[] in, int at, int length, byte[] out, int to)
            throws GeneralSecurityException {
        RawKey derived = derive(nonce, nonceAt);
        try {
            gcm.init(mode, derived, new GCMParameterSpec(8 * TAG, nonce, nonceAt + HALF, HALF));
            for (byte[] part : associated) {
                gcm.updateAAD(part);
            }
            return gcm.doFinal(in, at, length, out, to);
        } finally {
            derived.destroy();
        }
    }

    /**
     * Steps 3 to 5 of the specification: the key of one nonce. A new object each time: Amazon's provider takes an object
     * that it has seen for the key that it has expanded, whatever the object holds by then.
     */
    private RawKey derive(byte[] nonce, int at) throws GeneralSecurityException {
        for (int i = 0; i < 2; i++) {
            int start = i * BLOCK;
            messages[start] = 0;
            messages[start + 1] = (byte) (i + 1);
            messages[start + 2] = LABEL;
            messages[start + 3] = 0;
            System.arraycopy(nonce, at, messages, start + BLOCK - HALF, HALF);
            for (int k = 0; k < BLOCK; k++) {
                messages[start + k] ^= first[k];
            }
        }
        byte[] derived = new byte[KEY];
        block.update(messages, 0, messages.length, derived, 0);
        return new RawKey(derived);
    }

    /** Wipes what is ours of the key and lets the ciphers forget theirs, as far as the runtime does that. */
    public void wipe() {
        Bytes.wipe(first, messages);
        RawKey zero = new RawKey(new byte[KEY]);
        try {
            block.init(Cipher.ENCRYPT_MODE, zero);
            gcm.init(Cipher.DECRYPT_MODE, zero, new GCMParameterSpec(8 * TAG, new byte[HALF]));
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("AES refused a valid call", refused);
        }
    }
}
