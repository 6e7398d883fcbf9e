package org.qgate.crypto.internal.primitive;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.qgate.api.crypto.LinkSuite;

/**
 * One AEAD key in one direction, with Noise's nonces (revision 34, section 12): 32 zero bits, then the counter,
 * big-endian for AES-GCM, little-endian for ChaCha20-Poly1305. The caller never repeats a counter. Not thread-safe.
 */
public final class Aead {
    /** Bytes of a tag. */
    public static final int TAG = 16;

    /** Bytes of a key. */
    public static final int KEY = 32;

    private static final int NONCE = 12;

    private final LinkSuite suite;
    private final Cipher cipher;
    private final int mode;
    private final byte[] nonce = new byte[NONCE];
    private SecretKeySpec key;

    private Aead(LinkSuite suite, Ciphers ciphers, int mode, byte[] key) {
        this.suite = suite;
        this.cipher = suite == LinkSuite.AES_GCM ? ciphers.gcm() : ciphers.chachaPoly();
        this.mode = mode;
        rekey(key);
    }

    /** Makes the sealing half; the key is copied. */
    public static Aead sealing(LinkSuite suite, Ciphers ciphers, byte[] key) {
        return new Aead(suite, ciphers, Cipher.ENCRYPT_MODE, key);
    }

    /** Makes the opening half; the key is copied. */
    public static Aead opening(LinkSuite suite, Ciphers ciphers, byte[] key) {
        return new Aead(suite, ciphers, Cipher.DECRYPT_MODE, key);
    }

    /** Takes another key, which is copied; the old one is no longer referred to. */
    public void rekey(byte[] replacement) {
        if (replacement.length != KEY) {
            throw Refusals.malformed("an AEAD key has 32 bytes");
        }
        key = new SecretKeySpec(replacement, suite == LinkSuite.AES_GCM ? "AES" : "ChaCha20");
    }

    /**
     * Seals or opens into a distinct array.
     *
     * @param associated authenticated with it, or null for nothing
     * @return bytes written
     * @throws org.qgate.api.error.QGateException QG-CRY-0001 when opening fails
     */
    public int apply(long counter, byte[] associated, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        try {
            cipher.init(mode, key, parameters(counter));
            if (associated != null) {
                cipher.updateAAD(associated);
            }
            return cipher.doFinal(in, inOffset, length, out, outOffset);
        } catch (GeneralSecurityException failed) {
            if (mode == Cipher.DECRYPT_MODE) {
                throw Refusals.authentication();
            }
            throw new IllegalStateException("an AEAD refused to seal", failed);
        }
    }

    private AlgorithmParameterSpec parameters(long counter) {
        boolean bigEndian = suite == LinkSuite.AES_GCM;
        for (int i = 0; i < Long.BYTES; i++) {
            nonce[4 + i] = (byte) (counter >>> 8 * (bigEndian ? 7 - i : i));
        }
        return bigEndian ? new GCMParameterSpec(8 * TAG, nonce) : new IvParameterSpec(nonce);
    }
}
