package org.qgate.common.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads big-endian fields from a part of an array; every read is bounded and throws {@link WireException}. */
public final class WireReader {
    private final byte[] bytes;
    private final int end;
    private int at;

    /** Reads a whole array. */
    public WireReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** Reads part of an array. */
    public WireReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
    }

    /** Returns how many bytes are left. */
    public int remaining() {
        return end - at;
    }

    /** Returns the index of the next byte in the array. */
    public int position() {
        return at;
    }

    /** Reads an unsigned byte. */
    public int u8() {
        need(1);
        return bytes[at++] & 255;
    }

    /** Reads an unsigned 16-bit number. */
    public int u16() {
        need(2);
        int value = (bytes[at] & 255) << 8 | bytes[at + 1] & 255;
        at += 2;
        return value;
    }

    /** Reads a 32-bit number as signed. */
    public int i32() {
        return u16() << 16 | u16();
    }

    /** Reads an unsigned 32-bit number. */
    public long u32() {
        return Integer.toUnsignedLong(i32());
    }

    /** Reads a 64-bit number. */
    public long i64() {
        return u32() << 32 | u32();
    }

    /** Reads exactly so many bytes into a new array. */
    public byte[] bytes(int length) {
        need(length);
        byte[] value = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return value;
    }

    /** Reads bytes with a 16-bit length before them. */
    public byte[] bytes16(int atMost) {
        return bytes(bounded(u16(), atMost));
    }

    /** Reads bytes with a 32-bit length before them. */
    public byte[] bytes32(int atMost) {
        long length = u32();
        if (length > atMost) {
            throw new WireException("length " + length + ", at most " + atMost);
        }
        return bytes((int) length);
    }

    /** Reads printable US-ASCII with an 8-bit length before it. */
    public String ascii8() {
        byte[] text = bytes(u8());
        for (byte ch : text) {
            if (ch < 0x21 || ch > 0x7e) {
                throw new WireException("text has other than printable US-ASCII");
            }
        }
        return new String(text, StandardCharsets.US_ASCII);
    }

    /** Skips bytes. */
    public void skip(int length) {
        need(length);
        at += length;
    }

    /** Refuses anything that is left. */
    public void finish() {
        if (at != end) {
            throw new WireException((end - at) + " bytes too many");
        }
    }

    private static int bounded(int length, int atMost) {
        if (length > atMost) {
            throw new WireException("length " + length + ", at most " + atMost);
        }
        return length;
    }

    private void need(int length) {
        if (length < 0 || end - at < length) {
            throw new WireException("truncated: " + length + " bytes wanted, " + (end - at) + " left");
        }
    }
}
