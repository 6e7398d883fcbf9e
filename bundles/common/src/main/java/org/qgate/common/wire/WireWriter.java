package org.qgate.common.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes big-endian fields into a growing array. Values out of range throw {@link IllegalArgumentException}. */
public final class WireWriter {
    private byte[] bytes;
    private int length;

    /** Makes an empty writer. */
    public WireWriter() {
        this(256);
    }

    /** Makes an empty writer that expects about so many bytes. */
    public WireWriter(int expected) {
        bytes = new byte[Math.max(16, expected)];
    }

    /** Writes an unsigned byte. */
    public WireWriter u8(int value) {
        check(value, 0xff);
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    /** Writes an unsigned 16-bit number. */
    public WireWriter u16(int value) {
        check(value, 0xffff);
        room(2);
        bytes[length++] = (byte) (value >>> 8);
        bytes[length++] = (byte) value;
        return this;
    }

    /** Writes a 32-bit number, any bits. */
    public WireWriter i32(int value) {
        return u16(value >>> 16).u16(value & 0xffff);
    }

    /** Writes an unsigned 32-bit number. */
    public WireWriter u32(long value) {
        check(value, 0xffffffffL);
        return i32((int) value);
    }

    /** Writes a 64-bit number. */
    public WireWriter i64(long value) {
        return i32((int) (value >>> 32)).i32((int) value);
    }

    /** Writes bytes as they are. */
    public WireWriter bytes(byte[] value) {
        return bytes(value, 0, value.length);
    }

    /** Writes part of an array as it is. */
    public WireWriter bytes(byte[] value, int offset, int count) {
        room(count);
        System.arraycopy(value, offset, bytes, length, count);
        length += count;
        return this;
    }

    /** Writes bytes with a 16-bit length before them. */
    public WireWriter bytes16(byte[] value) {
        return u16(value.length).bytes(value);
    }

    /** Writes bytes with a 32-bit length before them. */
    public WireWriter bytes32(byte[] value) {
        return u32(value.length).bytes(value);
    }

    /** Writes US-ASCII with an 8-bit length before it. */
    public WireWriter ascii8(String text) {
        byte[] value = text.getBytes(StandardCharsets.US_ASCII);
        return u8(value.length).bytes(value);
    }

    /** Returns how many bytes were written. */
    public int length() {
        return length;
    }

    /** Returns what was written, a new array. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Overwrites what was written and begins anew: for a writer that held secrets. */
    public void wipe() {
        Arrays.fill(bytes, (byte) 0);
        length = 0;
    }

    private static void check(long value, long max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException("value " + value + " does not fit, at most " + max);
        }
    }

    private void room(int count) {
        if (bytes.length - length < count) {
            byte[] outgrown = bytes;
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
            Arrays.fill(outgrown, 0, length, (byte) 0); // what grows may be secret
        }
    }
}
