package org.qgate.qrng.internal.condition;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Sums of big-endian numbers modulo their width, and exclusive or, in place. */
final class Numbers {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Numbers() {}

    /** Adds a number of at most the same width. */
    static void add(byte[] to, byte[] number) {
        int carry = 0;
        int from = number.length - 1;
        for (int at = to.length - 1; at >= 0; at--, from--) {
            carry += (to[at] & 255) + (from >= 0 ? number[from] & 255 : 0);
            to[at] = (byte) carry;
            carry >>>= Byte.SIZE;
        }
    }

    /** Adds a number that is not negative. */
    static void add(byte[] to, long number) {
        long left = number;
        int carry = 0;
        for (int at = to.length - 1; at >= 0 && (left != 0 || carry != 0); at--, left >>>= Byte.SIZE) {
            carry += (to[at] & 255) + (int) (left & 255);
            to[at] = (byte) carry;
            carry >>>= Byte.SIZE;
        }
    }

    /** The first bytes of one array into a part of another. */
    static void xor(byte[] from, byte[] to, int offset, int length) {
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            LONGS.set(to, offset + at, (long) LONGS.get(to, offset + at) ^ (long) LONGS.get(from, at));
        }
        for (; at < length; at++) {
            to[offset + at] ^= from[at];
        }
    }
}
