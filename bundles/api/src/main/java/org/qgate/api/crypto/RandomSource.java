package org.qgate.api.crypto;

/** The one random source: the operating system's generator, later mixed with healthy quantum randomness. Thread-safe. */
public interface RandomSource {
    /** Fills part of an array with unpredictable bytes. */
    void fill(byte[] out, int offset, int length);

    /** Returns a new array of unpredictable bytes. */
    default byte[] bytes(int length) {
        byte[] out = new byte[length];
        fill(out, 0, length);
        return out;
    }

    /** Returns an unbiased number from 0 to {@code bound - 1}; {@code bound} is at least 1. */
    default int below(int bound) {
        // Rejection sampling on 31 bits: the last, incomplete range is thrown away.
        int limit = Integer.MAX_VALUE - Integer.MAX_VALUE % bound;
        while (true) {
            byte[] raw = bytes(4);
            int value = (raw[0] & 0x7f) << 24 | (raw[1] & 255) << 16 | (raw[2] & 255) << 8 | raw[3] & 255;
            if (value < limit) {
                return value % bound;
            }
        }
    }
}
