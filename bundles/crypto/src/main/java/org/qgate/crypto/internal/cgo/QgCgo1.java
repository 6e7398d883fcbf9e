package org.qgate.crypto.internal.cgo;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.primitive.SingleBlock;

/**
 * QG-CGO-1's primitives: AES-256, with GMAC as the universal hash, because the Java runtime has GHASH in hardware only
 * inside GCM ([CGO-3], security argument 2). Each layer has ciphers of its own: SunJCE expands a key only when it
 * changes, and it refuses a key and IV that come twice in a row, as both ends of a layer in one process would make.
 */
public final class QgCgo1 implements CgoInstance {
    private static final int KEY = 32;
    private static final int BLOCK = 16;
    private static final int NONCE = 12;
    private static final int HEADER = 32;
    private static final int TAG_BITS = 128;

    /** UPDATE's offset of 65,536 blocks is one in byte 13 of the big-endian counter block. */
    private static final int OFFSET_BYTE = 13;

    private final Cipher hash;
    private final Cipher counter;
    private final SingleBlock start;
    private final SingleBlock encryptor;
    private final SingleBlock decryptor;
    private SecretKeySpec hashKey;
    private SecretKeySpec counterKey;
    private final byte[] nonce = new byte[NONCE];
    private final byte[] header = new byte[HEADER];
    private final byte[] initial = new byte[BLOCK];
    private final byte[] started = new byte[BLOCK];
    private final byte[] from = new byte[BLOCK];
    private boolean hasStarted;

    /** Makes the primitives without keys. */
    public QgCgo1(Ciphers ciphers) {
        hash = ciphers.gcm();
        counter = ciphers.counter();
        start = new SingleBlock(ciphers, Cipher.ENCRYPT_MODE);
        encryptor = new SingleBlock(ciphers, Cipher.ENCRYPT_MODE);
        decryptor = new SingleBlock(ciphers, Cipher.DECRYPT_MODE);
    }

    @Override
    public int keyBytes() {
        return 4 * KEY;
    }

    @Override
    public void rekey(byte[] state) {
        SecretKeySpec blockKey = key(state, 0);
        encryptor.rekey(blockKey);
        decryptor.rekey(blockKey);
        hashKey = key(state, 1);
        counterKey = key(state, 2);
        start.rekey(key(state, 3));
        hasStarted = false;
    }

    private static SecretKeySpec key(byte[] state, int index) {
        return new SecretKeySpec(state, index * KEY, KEY, "AES");
    }

    private static IllegalStateException broken(GeneralSecurityException refused) {
        return new IllegalStateException("AES refused a valid call", refused);
    }

    @Override
    public void hash(long c, byte[] tweak, int command, byte[] right, int offset, int length, byte[] out) {
        for (int i = 0; i < Long.BYTES; i++) {
            nonce[NONCE - 1 - i] = (byte) (c >>> 8 * i);
        }
        System.arraycopy(tweak, 0, header, 0, BLOCK);
        header[BLOCK] = (byte) command;
        header[BLOCK + 1] = (byte) (length >>> 8);
        header[BLOCK + 2] = (byte) length;
        try {
            hash.init(Cipher.ENCRYPT_MODE, hashKey, new GCMParameterSpec(TAG_BITS, nonce));
            hash.updateAAD(header, 0, HEADER);
            hash.updateAAD(right, offset, length);
            hash.doFinal(out, 0);
        } catch (GeneralSecurityException refused) {
            throw broken(refused);
        }
    }

    @Override
    public void encrypt(byte[] in, byte[] out) {
        encryptor.apply(in, 0, out);
    }

    @Override
    public void decrypt(byte[] in, byte[] out) {
        decryptor.apply(in, 0, out);
    }

    @Override
    public void stream(
            byte[] left, int leftOffset, int t, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        start(left, leftOffset);
        skip(t);
        try {
            counter.init(Cipher.ENCRYPT_MODE, counterKey, new IvParameterSpec(initial));
            counter.doFinal(in, inOffset, length, out, outOffset);
        } catch (GeneralSecurityException refused) {
            throw broken(refused);
        }
    }

    /** E_KV(Y_L), kept: UPDATE asks again for the cell it follows, and the key may have been used for that cell alone. */
    private void start(byte[] left, int leftOffset) {
        if (!hasStarted || !Bytes.same(left, leftOffset, from, 0, BLOCK)) {
            start.apply(left, leftOffset, started);
            System.arraycopy(left, leftOffset, from, 0, BLOCK);
            hasStarted = true;
        }
        System.arraycopy(started, 0, initial, 0, BLOCK);
    }

    private void skip(int t) {
        int carry = t; // 0 or 1
        for (int i = OFFSET_BYTE; i >= 0 && carry != 0; i--) {
            initial[i] = (byte) (initial[i] + carry);
            carry = initial[i] == 0 ? 1 : 0;
        }
    }

    @Override
    public void wipe() {
        Bytes.wipe(header, initial, started, from, nonce);
        rekey(new byte[keyBytes()]);
    }
}
