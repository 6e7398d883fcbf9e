package org.qgate.qrng.internal.source;

import java.util.Arrays;

/** Gives a device's bytes as samples, one in a byte. For one thread. */
final class Samples {
    /** Where bytes come from. */
    @FunctionalInterface
    interface Bytes {
        /** Returns how many bytes came, 0 when none did in time, -1 at the end. */
        int read(byte[] into, int offset, int length);
    }

    private final Packing packing;
    private final byte[] rest; // of one byte, not given yet
    private int at;

    Samples(Packing packing) {
        this.packing = packing;
        this.rest = new byte[packing.perByte()];
        this.at = rest.length;
    }

    int read(Bytes bytes, byte[] into, int offset, int length) {
        int whole = length / packing.perByte();
        if (at == rest.length && whole > 0) {
            int from = offset + whole * (packing.perByte() - 1);
            int read = bytes.read(into, from, whole);
            return read <= 0 ? read : packing.unpack(into, offset, from, read);
        }
        int there = at < rest.length ? 1 : fetchRest(bytes);
        return there <= 0 ? there : giveRest(into, offset, length);
    }

    /** Drops the first samples of the next byte: they were given before. */
    void skip(Bytes bytes, int count) {
        if (count > 0 && fetchRest(bytes) > 0) {
            at = count;
        }
    }

    private int fetchRest(Bytes bytes) {
        int read = bytes.read(rest, rest.length - 1, 1);
        if (read > 0) {
            packing.unpack(rest, 0, rest.length - 1, 1);
            at = 0;
        }
        return read;
    }

    private int giveRest(byte[] into, int offset, int length) {
        int count = Math.min(length, rest.length - at);
        System.arraycopy(rest, at, into, offset, count);
        at += count;
        return count;
    }

    void wipe() {
        Arrays.fill(rest, (byte) 0);
    }
}
