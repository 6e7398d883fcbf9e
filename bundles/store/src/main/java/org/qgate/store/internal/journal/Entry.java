package org.qgate.store.internal.journal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * One change of one key, as the journal keeps it.
 *
 * @param untilMs wall-clock time at which the value is gone, 0: never
 * @param value null: the key was removed
 */
public record Entry(int map, byte[] key, byte[] value, long sequence, long untilMs) {
    private static final byte PUT = 1;
    private static final byte REMOVE = 2;

    /** Returns whether the key was removed. */
    public boolean isRemoval() {
        return value == null;
    }

    /** Returns whether the value is gone at a time. */
    public boolean isOver(long nowMs) {
        return untilMs != 0 && nowMs >= untilMs;
    }

    /** Returns the same change with another sequence. */
    public Entry numbered(long other) {
        return new Entry(map, key, value, other, untilMs);
    }

    int plainBytes() {
        return Format.RECORD_HEADER_BYTES + key.length + (value == null ? 0 : value.length);
    }

    byte[] plain() {
        ByteBuffer out = ByteBuffer.allocate(plainBytes())
                .put(isRemoval() ? REMOVE : PUT)
                .putLong(sequence)
                .putLong(untilMs)
                .putShort((short) key.length)
                .put(key);
        return (isRemoval() ? out : out.put(value)).array();
    }

    /** Returns null for anything that {@link #plain} does not make. */
    static Entry of(int map, byte[] plain) {
        try {
            ByteBuffer in = ByteBuffer.wrap(plain);
            byte operation = in.get();
            long sequence = in.getLong();
            long untilMs = in.getLong();
            byte[] key = new byte[Short.toUnsignedInt(in.getShort())];
            in.get(key);
            byte[] value = operation == PUT ? new byte[in.remaining()] : null;
            if (value != null) {
                in.get(value);
            }
            boolean known = operation == PUT || operation == REMOVE;
            return known && !in.hasRemaining() ? new Entry(map, key, value, sequence, untilMs) : null;
        } catch (BufferUnderflowException tooShort) {
            return null;
        }
    }
}
