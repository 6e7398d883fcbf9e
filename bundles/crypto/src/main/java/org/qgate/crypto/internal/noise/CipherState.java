package org.qgate.crypto.internal.noise;

import org.qgate.api.crypto.LinkSuite;
import org.qgate.crypto.internal.primitive.Aead;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.primitive.Refusals;

/** Noise's CipherState (revision 34, section 5.1): a key and a counter nonce; without a key it passes bytes through. */
final class CipherState {
    private final LinkSuite suite;
    private final Ciphers ciphers;
    private byte[] key;
    private long nonce;

    CipherState(LinkSuite suite, Ciphers ciphers) {
        this.suite = suite;
        this.ciphers = ciphers;
    }

    void initializeKey(byte[] replacement) {
        Bytes.wipe(key);
        key = replacement;
        nonce = 0;
    }

    byte[] encryptWithAd(byte[] associated, byte[] plaintext) {
        if (key == null) {
            return plaintext.clone();
        }
        byte[] out = new byte[plaintext.length + Aead.TAG];
        Aead.sealing(suite, ciphers, key).apply(nonce++, associated, plaintext, 0, plaintext.length, out, 0);
        return out;
    }

    byte[] decryptWithAd(byte[] associated, byte[] in, int offset, int length) {
        if (key == null) {
            byte[] out = new byte[length];
            System.arraycopy(in, offset, out, 0, length);
            return out;
        }
        if (length < Aead.TAG) {
            throw Refusals.authentication();
        }
        byte[] out = new byte[length - Aead.TAG];
        Aead.opening(suite, ciphers, key).apply(nonce++, associated, in, offset, length, out, 0);
        return out;
    }

    int overhead() {
        return key == null ? 0 : Aead.TAG;
    }

    void wipe() {
        Bytes.wipe(key);
    }
}
