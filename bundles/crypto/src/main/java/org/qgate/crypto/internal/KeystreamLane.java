package org.qgate.crypto.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Ciphers;

/**
 * A keystream that each byte leaves once: AES-256 in counter mode under a key that makes the next key first and is then
 * forgotten, and bytes are overwritten as they are used. So what it holds tells nothing of what it gave. Source: D. J.
 * Bernstein, "Fast-key-erasure random-number generators", 2017. Thread-safe.
 */
final class KeystreamLane {
    /** Bytes of a key. */
    static final int KEY = 32;

    private static final int STREAM = 4_096;
    private static final byte[] ZEROS = new byte[STREAM];
    private static final IvParameterSpec START = new IvParameterSpec(new byte[16]);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final Cipher cipher;
    private final byte[] stream = new byte[STREAM];
    private int at = STREAM;
    private long given;

    KeystreamLane(Ciphers ciphers, byte[] key) {
        cipher = ciphers.counter();
        rekey(key);
    }

    /** Takes another key, which is copied; what was left of the stream is dropped. */
    synchronized void rekey(byte[] key) {
        Arrays.fill(stream, (byte) 0);
        at = STREAM;
        init(key);
    }

    private void init(byte[] key) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), START);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("AES refused a valid key", refused);
        }
    }

    /** Combines a part of an array with the next bytes by exclusive or. */
    synchronized void mask(byte[] out, int offset, int length) {
        for (int done = 0; done < length; ) {
            if (at == STREAM) {
                refill();
            }
            int now = Math.min(STREAM - at, length - done);
            xor(out, offset + done, now);
            Arrays.fill(stream, at, at + now, (byte) 0);
            at += now;
            done += now;
        }
        given += length;
    }

    private void xor(byte[] out, int offset, int length) {
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            LONGS.set(out, offset + i, (long) LONGS.get(out, offset + i) ^ (long) LONGS.get(stream, at + i));
        }
        for (; i < length; i++) {
            out[offset + i] ^= stream[at + i];
        }
    }

    private void refill() {
        byte[] next = new byte[KEY];
        try {
            cipher.update(ZEROS, 0, KEY, next, 0);
            cipher.update(ZEROS, 0, STREAM, stream, 0);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("AES refused a valid call", refused);
        }
        init(next);
        Bytes.wipe(next);
        at = 0;
    }

    /** Returns how many bytes it gave. */
    synchronized long given() {
        return given;
    }
}
