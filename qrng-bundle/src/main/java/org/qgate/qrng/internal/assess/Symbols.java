package org.qgate.qrng.internal.assess;

/**
 * Samples as estimators see them: each value that occurs has a number, in the order of the values, from 0 on.
 *
 * @param values one number a sample
 * @param kinds how many values occur
 */
record Symbols(byte[] values, int kinds) {
    /** Numbers the values of samples. */
    static Symbols of(byte[] samples) {
        int[] number = new int[256];
        for (byte each : samples) {
            number[each & 0xff] = 1;
        }
        int kinds = 0;
        for (int value = 0; value < 256; value++) {
            if (number[value] != 0) {
                number[value] = kinds++;
            }
        }
        byte[] values = new byte[samples.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) number[samples[i] & 0xff];
        }
        return new Symbols(values, kinds);
    }

    /** Writes the low bits of samples one after the other, the most significant first. */
    static Symbols bits(byte[] samples, int bitsPerSample) {
        byte[] values = new byte[samples.length * bitsPerSample];
        int at = 0;
        for (byte each : samples) {
            for (int bit = bitsPerSample - 1; bit >= 0; bit--) {
                values[at++] = (byte) (each >> bit & 1);
            }
        }
        return new Symbols(values, 2);
    }

    int size() {
        return values.length;
    }

    /** Returns the number of the sample at an index. */
    int at(int index) {
        return values[index] & 0xff;
    }
}
