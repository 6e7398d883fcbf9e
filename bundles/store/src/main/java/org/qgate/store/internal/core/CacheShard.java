package org.qgate.store.internal.core;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.qgate.api.base.Clock;

/**
 * A ring of entries, each written behind the last and over the oldest, and a table that leads to them. It begins small
 * and doubles when it is full, up to its bound. Positions count from the first entry ever; an entry is whole as long as
 * no more than the ring's size was written since. Thread-safe.
 */
final class CacheShard {
    private static final int FIRST_BYTES = 16 << 10;
    /** Ring bytes for each place of the table: a small record. */
    private static final int BYTES_A_SLOT = 128;
    /** Places that are looked at for a key. */
    private static final int PROBES = 4;
    /** Key length 4, value length 4, when it is over 8. */
    private static final int HEADER_BYTES = 16;
    /** Larger values would push out too much. */
    private static final int LARGEST_SHARE = 8;

    private static final long NONE = -1;

    private final int mostBytes;
    private final IntFunction<ByteBuffer> memory;
    private ByteBuffer ring = ByteBuffer.allocate(0);
    private long[] positions = new long[0];
    private int[] hashes = new int[0];
    private long head;
    private boolean closed;

    /** Makes an empty one that takes its memory where it is told. */
    CacheShard(int mostBytes, IntFunction<ByteBuffer> memory) {
        this.memory = memory;
        this.mostBytes = Integer.highestOneBit(Math.max(1, mostBytes));
    }

    private boolean isWhole(long position) {
        return position != NONE && head - position <= ring.capacity();
    }

    private int offset(long position) {
        return (int) (position & ring.capacity() - 1);
    }

    /** Returns the place in the table that leads to a key, or -1. */
    private int find(int hash, byte[] key) {
        for (int i = 0; i < PROBES && positions.length > 0; i++) {
            int slot = hash + i & positions.length - 1;
            if (hashes[slot] == hash && isWhole(positions[slot]) && isKey(offset(positions[slot]), key)) {
                return slot;
            }
        }
        return -1;
    }

    private boolean isKey(int at, byte[] key) {
        return ring.getInt(at) == key.length
                && ring.slice(at + HEADER_BYTES, key.length).equals(ByteBuffer.wrap(key));
    }

    synchronized byte[] get(int hash, byte[] key, Clock clock) {
        int slot = find(hash, key);
        if (slot < 0) {
            return null;
        }
        int at = offset(positions[slot]);
        long untilMs = ring.getLong(at + 2 * Integer.BYTES);
        if (untilMs != 0 && clock.wallMs() >= untilMs) {
            return null;
        }
        byte[] value = new byte[ring.getInt(at + Integer.BYTES)];
        ring.get(at + HEADER_BYTES + key.length, value);
        return value;
    }

    synchronized void forget(int hash, byte[] key) {
        int slot = find(hash, key);
        if (slot >= 0) {
            positions[slot] = NONE;
        }
    }

    synchronized void keep(int hash, byte[] key, byte[] value, long untilMs) {
        int length = HEADER_BYTES + key.length + value.length;
        if (closed || length > mostBytes / LARGEST_SHARE || find(hash, key) >= 0) {
            return;
        }
        long at = room(length);
        int offset = offset(at);
        ring.putInt(offset, key.length)
                .putInt(offset + Integer.BYTES, value.length)
                .putLong(offset + 2 * Integer.BYTES, untilMs)
                .put(offset + HEADER_BYTES, key)
                .put(offset + HEADER_BYTES + key.length, value);
        head = at + length;
        point(hash, at);
    }

    /** Returns where so many bytes in one piece can be written next. */
    private long room(int length) {
        while (ring.capacity() < mostBytes && head + length > ring.capacity()) {
            grow();
        }
        int left = ring.capacity() - offset(head);
        return left < length ? head + left : head;
    }

    /** Only before the ring was full for the first time, so offsets stay what they are. */
    private void grow() {
        ByteBuffer small = ring;
        int bytes = Math.min(mostBytes, Math.max(FIRST_BYTES, 2 * small.capacity()));
        ring = memory.apply(bytes);
        ring.put(0, small, 0, small.capacity());
        wipe(small);
        long[] before = positions;
        int[] ofBefore = hashes;
        positions = new long[Math.max(PROBES, bytes / BYTES_A_SLOT)];
        hashes = new int[positions.length];
        Arrays.fill(positions, NONE);
        for (int i = 0; i < before.length; i++) {
            if (before[i] != NONE) {
                point(ofBefore[i], before[i]);
            }
        }
    }

    /** Leads to an entry from a free place or from that of the oldest. */
    private void point(int hash, long position) {
        int best = hash & positions.length - 1;
        for (int i = 0; i < PROBES; i++) {
            int slot = hash + i & positions.length - 1;
            best = positions[slot] < positions[best] ? slot : best;
        }
        positions[best] = position;
        hashes[best] = hash;
    }

    private static void wipe(ByteBuffer memory) {
        memory.put(0, new byte[memory.capacity()]);
    }

    synchronized void close() {
        closed = true;
        wipe(ring);
        positions = new long[0];
        hashes = new int[0];
    }
}
