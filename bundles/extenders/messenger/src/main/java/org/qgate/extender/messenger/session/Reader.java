package org.qgate.extender.messenger.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what {@link Writer} wrote; refuses what is cut, too long or out of range before it makes anything of it. */
public final class Reader {
    private final ByteBuffer in;

    /** Begins at the first byte. */
    public Reader(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    /** Reads the version byte that begins every stored or sent value. */
    public Reader version(int known) {
        int version = u8();
        if (version != known) {
            throw new MalformedException("version " + version + ", known is " + known);
        }
        return this;
    }

    /** One byte. */
    public int u8() {
        return need(1).get() & 0xff;
    }

    /** Two bytes. */
    public int u16() {
        return need(2).getShort() & 0xffff;
    }

    /** Four bytes. */
    public int u32() {
        return need(4).getInt();
    }

    /** Eight bytes. */
    public long i64() {
        return need(8).getLong();
    }

    /** A number from 0 to {@code most}. */
    public int upTo(int most) {
        int value = u32();
        if (value < 0 || value > most) {
            throw new MalformedException("number " + (value & 0xffff_ffffL) + " where " + most + " is the most");
        }
        return value;
    }

    /** One byte, 0 or 1. */
    public boolean flag() {
        int value = u8();
        if (value > 1) {
            throw new MalformedException("flag " + value);
        }
        return value == 1;
    }

    /** So many bytes. */
    public byte[] raw(int length) {
        ByteBuffer from = need(length);
        byte[] bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }

    /** So many bytes. */
    public Octets octets(int length) {
        return Octets.of(raw(length));
    }

    /** Bytes with their number before them. */
    public byte[] block(int most) {
        return raw(upTo(most));
    }

    /** A text of at most so many bytes of UTF-8. */
    public String text(int most) {
        return new String(block(most), StandardCharsets.UTF_8);
    }

    /** A block of exactly so many bytes, or of none. */
    Octets octetsOrNone(int length) {
        byte[] bytes = block(length);
        return bytes.length == 0 ? Octets.NONE : Octets.exactly(length, bytes);
    }

    /** How many bytes are left. */
    public int left() {
        return in.remaining();
    }

    /** Nothing may follow. */
    public void end() {
        if (in.hasRemaining()) {
            throw new MalformedException(in.remaining() + " bytes too many");
        }
    }

    private ByteBuffer need(int count) {
        if (in.remaining() < count) {
            throw new MalformedException(in.remaining() + " bytes left where " + count + " are due");
        }
        return in;
    }
}
