package org.qgate.extender.messenger.session;

import java.nio.ByteBuffer;

/** Reads what {@link Writer} wrote; refuses what is cut, too long or out of range before it makes anything of it. */
final class Reader {
    private final ByteBuffer in;

    Reader(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    /** Reads the version byte that begins every stored or sent value. */
    Reader version(int known) {
        int version = u8();
        if (version != known) {
            throw new MalformedException("version " + version + ", known is " + known);
        }
        return this;
    }

    int u8() {
        return need(1).get() & 0xff;
    }

    int u16() {
        return need(2).getShort() & 0xffff;
    }

    int u32() {
        return need(4).getInt();
    }

    long i64() {
        return need(8).getLong();
    }

    /** A number from 0 to {@code most}. */
    int upTo(int most) {
        int value = u32();
        if (value < 0 || value > most) {
            throw new MalformedException("number " + (value & 0xffff_ffffL) + " where " + most + " is the most");
        }
        return value;
    }

    boolean flag() {
        int value = u8();
        if (value > 1) {
            throw new MalformedException("flag " + value);
        }
        return value == 1;
    }

    byte[] raw(int length) {
        byte[] bytes = new byte[length];
        need(length).get(bytes);
        return bytes;
    }

    Octets octets(int length) {
        return Octets.of(raw(length));
    }

    byte[] block(int most) {
        return raw(upTo(most));
    }

    /** A block of exactly so many bytes, or of none. */
    Octets octetsOrNone(int length) {
        byte[] bytes = block(length);
        return bytes.length == 0 ? Octets.NONE : Octets.exactly(length, bytes);
    }

    /** How many bytes are left. */
    int left() {
        return in.remaining();
    }

    /** Nothing may follow. */
    void end() {
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
