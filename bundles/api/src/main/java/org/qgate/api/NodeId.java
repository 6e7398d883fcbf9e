package org.qgate.api;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * A node's identity: BLAKE3-256 over network id and both master public keys ({@code docs/protocol.md}, [ID-1]).
 * Immutable; equality is by value; ordering is unsigned big-endian, as snapshots sort.
 */
public record NodeId(long a, long b, long c, long d) implements Comparable<NodeId> {
    /** Length of the binary form in bytes. */
    public static final int BYTES = 32;

    /**
     * Reads the binary form.
     *
     * @param bytes exactly 32 bytes; not kept
     * @throws IllegalArgumentException for any other length
     */
    public static NodeId of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a node id has 32 bytes, not " + bytes.length);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new NodeId(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }

    /**
     * Parses 64 hexadecimal digits, either case.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static NodeId parse(String hex) {
        if (hex.length() != 2 * BYTES) {
            throw new IllegalArgumentException("a node id has 64 hexadecimal digits, not " + hex.length());
        }
        return of(HexFormat.of().parseHex(hex));
    }

    /** Returns the 32-byte binary form, a new array at each call. */
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(a)
                .putLong(b)
                .putLong(c)
                .putLong(d)
                .array();
    }

    /** Returns the first eight hexadecimal digits: for logs and tables, never for decisions. */
    public String brief() {
        return toString().substring(0, 8);
    }

    @Override
    public int compareTo(NodeId other) {
        int order = Long.compareUnsigned(a, other.a);
        order = order != 0 ? order : Long.compareUnsigned(b, other.b);
        order = order != 0 ? order : Long.compareUnsigned(c, other.c);
        return order != 0 ? order : Long.compareUnsigned(d, other.d);
    }

    /** Returns 64 lower-case hexadecimal digits. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(a) + hex.toHexDigits(b) + hex.toHexDigits(c) + hex.toHexDigits(d);
    }
}
