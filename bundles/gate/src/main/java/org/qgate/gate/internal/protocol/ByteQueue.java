package org.qgate.gate.internal.protocol;

import java.util.Arrays;

/** Bytes in order, with a bound; its memory grows with what it holds. Whoever shares it guards it. */
final class ByteQueue {
    private static final int SMALLEST = 4096;
    private static final byte[] NONE = {};

    private final int most;
    private byte[] ring = NONE;
    private int start;
    private int size;

    ByteQueue(int most) {
        this.most = most;
    }

    int size() {
        return size;
    }

    int room() {
        return most - size;
    }

    /** Adds as many bytes as there is room for, and returns how many. */
    int put(byte[] from, int offset, int length) {
        int taken = Math.min(length, room());
        grow(size + taken);
        int at = ring.length == 0 ? 0 : (start + size) % ring.length;
        int first = Math.min(taken, ring.length - at);
        System.arraycopy(from, offset, ring, at, first);
        System.arraycopy(from, offset + first, ring, 0, taken - first);
        size += taken;
        return taken;
    }

    /** Removes as many bytes as are there, and returns how many. */
    int take(byte[] into, int offset, int length) {
        int taken = Math.min(length, size);
        int first = Math.min(taken, ring.length - start);
        System.arraycopy(ring, start, into, offset, first);
        System.arraycopy(ring, 0, into, offset + first, taken - first);
        size -= taken;
        start = size == 0 ? 0 : (start + taken) % ring.length;
        return taken;
    }

    /** Forgets what it holds, and the memory for it. */
    void clear() {
        Arrays.fill(ring, (byte) 0);
        ring = NONE;
        start = 0;
        size = 0;
    }

    private void grow(int wanted) {
        if (wanted <= ring.length) {
            return;
        }
        int capacity = Math.max(SMALLEST, ring.length);
        while (capacity < wanted) {
            capacity *= 2;
        }
        byte[] roomy = new byte[Math.min(capacity, most)];
        int held = size;
        take(roomy, 0, held);
        ring = roomy;
        start = 0;
        size = held;
    }
}
