package org.qgate.extender.messenger.session;

import java.io.ByteArrayOutputStream;

/** Writes values one after the other, numbers with the highest byte first. */
final class Writer {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Writer u8(int value) {
        out.write(value);
        return this;
    }

    Writer u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    Writer u32(int value) {
        return u16(value >>> 16).u16(value);
    }

    Writer i64(long value) {
        return u32((int) (value >>> 32)).u32((int) value);
    }

    /** Bytes whose number the reader knows. */
    Writer raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** Bytes whose number the reader knows. */
    Writer raw(Octets bytes) {
        return raw(bytes.bytes());
    }

    /** Bytes with their number before them. */
    Writer block(byte[] bytes) {
        return u32(bytes.length).raw(bytes);
    }

    /** Bytes with their number before them. */
    Writer block(Octets bytes) {
        return block(bytes.bytes());
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
