package org.qgate.crypto.internal.cgo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** POLYVAL (RFC 8452, section 3), bit by bit: for the published vectors of Tor's instance, not for production. */
final class Polyval {
    private Polyval() {}

    /** Hashes data, padded with zeros to whole blocks. */
    static byte[] hash(byte[] key, byte[] data) {
        long[] h = element(key, 0);
        long[] s = new long[2];
        byte[] padded = Arrays.copyOf(data, (data.length + 15) / 16 * 16);
        for (int at = 0; at < padded.length; at += 16) {
            long[] x = element(padded, at);
            s = dot(new long[] {s[0] ^ x[0], s[1] ^ x[1]}, h);
        }
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(s[0])
                .putLong(s[1])
                .array();
    }

    private static long[] element(byte[] from, int at) {
        ByteBuffer in = ByteBuffer.wrap(from, at, 16).order(ByteOrder.LITTLE_ENDIAN);
        return new long[] {in.getLong(), in.getLong()};
    }

    /** a · b · x^-128 in GF(2^128) with x^128 + x^127 + x^126 + x^121 + 1: Horner from the lowest power, halving. */
    private static long[] dot(long[] a, long[] b) {
        long low = 0;
        long high = 0;
        for (int bit = 0; bit < 128; bit++) {
            if ((a[bit / 64] >>> bit % 64 & 1) != 0) {
                low ^= b[0];
                high ^= b[1];
            }
            boolean odd = (low & 1) != 0;
            low = low >>> 1 | high << 63;
            high >>>= 1;
            if (odd) { // (v + p) / x, p's constant term gone and the rest one lower
                high ^= 1L << 63 | 1L << 62 | 1L << 61 | 1L << 56;
            }
        }
        return new long[] {low, high};
    }
}
