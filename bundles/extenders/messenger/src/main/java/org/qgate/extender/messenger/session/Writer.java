package org.qgate.extender.messenger.session;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes values one after the other, numbers with the highest byte first. */
public final class Writer {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Begins with nothing. */
    public Writer() {}

    /** One byte. */
    public Writer u8(int value) {
        out.write(value);
        return this;
    }

    /** Two bytes. */
    public Writer u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    /** Four bytes. */
    public Writer u32(int value) {
        return u16(value >>> 16).u16(value);
    }

    /** Eight bytes. */
    public Writer i64(long value) {
        return u32((int) (value >>> 32)).u32((int) value);
    }

    /** One byte. */
    public Writer flag(boolean value) {
        return u8(value ? 1 : 0);
    }

    /** Bytes whose number the reader knows. */
    public Writer raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** Bytes whose number the reader knows. */
    public Writer raw(Octets bytes) {
        return raw(bytes.bytes());
    }

    /** Bytes with their number before them. */
    public Writer block(byte[] bytes) {
        return u32(bytes.length).raw(bytes);
    }

    /** Bytes with their number before them. */
    public Writer block(Octets bytes) {
        return block(bytes.bytes());
    }

    /** A text as UTF-8, with the number of its bytes before them. */
    public Writer text(String text) {
        return block(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns all that was written. */
    public byte[] bytes() {
        return out.toByteArray();
    }
}
