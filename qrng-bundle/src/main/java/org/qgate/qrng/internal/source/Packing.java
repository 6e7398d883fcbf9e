package org.qgate.qrng.internal.source;

import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.SourceSpec;

/**
 * How samples lie in a device's bytes.
 *
 * @param bits of a sample, 1 to 8
 * @param perByte samples in a byte: 1, or with the option {@code packed} 8 divided by {@code bits}, the first in the
 *     highest bits
 */
record Packing(int bits, int perByte) {
    /** The option that says that a byte holds more than one sample. */
    static final String OPTION = "packed";

    private static final int BYTE = 8;

    /**
     * Reads a device's packing.
     *
     * @throws QGateException QG-QRN-0002 for a width that does not divide a byte
     */
    static Packing of(SourceSpec spec) {
        int bits = spec.bitsPerSample();
        if (!Options.flag(spec, OPTION)) {
            return new Packing(bits, 1);
        }
        if (BYTE % bits != 0) {
            throw Options.bad("option packed: samples of 1, 2, 4 or 8 bits fill bytes, not of " + bits);
        }
        return new Packing(bits, BYTE / bits);
    }

    /**
     * Turns bytes into samples, one in a byte, in place.
     *
     * @param to where the first sample goes
     * @param from where the first byte lies: at least {@code count * (perByte - 1)} behind {@code to}
     * @return how many samples
     * @throws QGateException QG-QRN-0004 for a byte with more bits than a sample has
     */
    int unpack(byte[] array, int to, int from, int count) {
        if (perByte == 1) {
            refuseWide(array, from, count);
            return count;
        }
        int next = to;
        int mask = (1 << bits) - 1;
        for (int i = 0; i < count; i++) {
            int packed = array[from + i] & 0xff;
            for (int shift = BYTE - bits; shift >= 0; shift -= bits) {
                array[next++] = (byte) (packed >>> shift & mask);
            }
        }
        return next - to;
    }

    /** A device of other width than was said would be judged by wrong cut-offs. */
    private void refuseWide(byte[] samples, int offset, int count) {
        int seen = 0;
        for (int i = offset; i < offset + count; i++) {
            seen |= samples[i];
        }
        if ((seen & 0xff) >>> bits != 0) {
            throw new QGateException(
                    QrngError.NONSENSE,
                    "samples have more than " + bits + " bits: give their width, or say packed = true");
        }
    }
}
