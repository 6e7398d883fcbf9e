package org.qgate.crypto.internal.primitive;

import java.util.Arrays;

/** Byte arrays that may be secret: wiped, joined, and compared without data-dependent branches. */
public final class Bytes {
    private Bytes() {}

    /** Overwrites with zeros; nulls are passed over. Copies that the runtime made itself are out of reach. */
    public static void wipe(byte[]... arrays) {
        for (byte[] array : arrays) {
            if (array != null) {
                Arrays.fill(array, (byte) 0);
            }
        }
    }

    /** Compares parts of two arrays in a time that depends on the length only. */
    public static boolean same(byte[] one, int oneOffset, byte[] other, int otherOffset, int length) {
        int difference = 0;
        for (int i = 0; i < length; i++) {
            difference |= one[oneOffset + i] ^ other[otherOffset + i];
        }
        return difference == 0;
    }

    /** Compares in a time that depends on the lengths only; false when they differ. */
    public static boolean same(byte[] one, byte[] other) {
        return one.length == other.length && same(one, 0, other, 0, one.length);
    }

    /** Joins arrays into a new one. */
    public static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] joined = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }
}
