package org.qgate.qrng.internal.health;

/**
 * What a window comes to in one pass: its ones, which bits are used at all, and a keyed fingerprint of 128 bits. The
 * fingerprint is no cryptographic hash: to make two windows look alike one would need the key, and all that could be won is
 * a quarantine. Equal windows always have equal ones. For one thread.
 */
final class WindowSum {
    private static final long FIRST = 0x9e3779b97f4a7c15L;
    private static final long SECOND = 0xc2b2ae3d27d4eb4fL;

    private final long key0;
    private final long key1;
    private long ones;
    private long used;
    private long high;
    private long low;

    WindowSum(byte[] key) {
        key0 = (long) Words.WORD.get(key, 0);
        key1 = (long) Words.WORD.get(key, 8);
    }

    /** Sums up a window. */
    void sum(byte[] samples) {
        long a = key0;
        long b = key1;
        long counted = 0;
        long or = 0;
        int body = samples.length & -16;
        for (int at = 0; at < body; at += 16) {
            long one = (long) Words.WORD.get(samples, at);
            long two = (long) Words.WORD.get(samples, at + 8);
            counted += Long.bitCount(one) + Long.bitCount(two);
            or |= one | two;
            a = Long.rotateLeft((a ^ one) * FIRST, 29);
            b = Long.rotateLeft((b ^ two) * SECOND, 31);
        }
        for (int at = body; at < samples.length; at++) {
            long one = samples[at] & 255;
            counted += Long.bitCount(one);
            or |= one;
            a = Long.rotateLeft((a ^ one) * FIRST, 29);
        }
        ones = counted;
        used = or;
        high = Words.mixed(a + Words.mixed(b ^ samples.length));
        low = Words.mixed(b + Words.mixed(a ^ key0));
    }

    /** Returns a fingerprint of eight times so many words of a window, as two numbers into an array. */
    void part(byte[] samples, int from, int to, long[] into) {
        long a = key0;
        long b = key1;
        for (int at = from; at < to; at += 8) {
            long word = (long) Words.WORD.get(samples, at);
            a = Long.rotateLeft((a ^ word) * FIRST, 29);
            b = Long.rotateLeft((b + word) * SECOND, 31);
        }
        into[0] = Words.mixed(a);
        into[1] = Words.mixed(b ^ a);
    }

    /** Returns how many bits are one. */
    long ones() {
        return ones;
    }

    /** Returns the highest value that the used bits could make. */
    int used() {
        long folded = used | used >>> 32;
        folded |= folded >>> 16;
        return (int) ((folded | folded >>> 8) & 255);
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }
}
