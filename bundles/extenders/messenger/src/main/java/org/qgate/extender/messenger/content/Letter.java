package org.qgate.extender.messenger.content;

import org.qgate.extender.messenger.address.Address;
import org.qgate.extender.messenger.session.MalformedException;
import org.qgate.extender.messenger.session.Reader;
import org.qgate.extender.messenger.session.Writer;

/**
 * What an envelope brings. Letters from one to another are numbered; each also says what came in from the other side.
 *
 * @param from where its sender is written to
 * @param sequence from 1, without gaps; 0 for one that brings receipts only
 * @param base letters of the sender before this one are not waited for any more: they had arrived, or are lost
 * @param whenMs when it was written, as its sender says
 * @param delivered the last letter of the other side up to which all have arrived
 * @param read the last letter of the other side up to which all were read, as far as its reader tells
 * @param again whether the other side is to send everything after {@code delivered} anew
 * @param content what it says
 */
public record Letter(
        Address from,
        long sequence,
        long base,
        long whenMs,
        long delivered,
        long read,
        boolean again,
        Content content) {
    /** The longest encoding. */
    public static final int MOST_BYTES = Content.MOST_BYTES + 512;

    private static final int VERSION = 1;

    /** Refuses what is out of range. */
    public Letter {
        if (sequence < 0 || base < 1 || base > Math.max(1, sequence) && sequence > 0 || delivered < 0 || read < 0) {
            throw new MalformedException("letter " + sequence + " from " + base + ", " + delivered + ", " + read);
        }
    }

    /** Returns it as bytes. */
    public byte[] encode() {
        Writer writer = new Writer().u8(VERSION);
        from.write(writer);
        return writer.i64(sequence)
                .i64(base)
                .i64(whenMs)
                .i64(delivered)
                .i64(read)
                .flag(again)
                .block(content.encode())
                .bytes();
    }

    /**
     * Reads what {@link #encode()} wrote.
     *
     * @throws MalformedException when it is none
     */
    public static Letter decode(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new MalformedException("a letter of " + bytes.length + " bytes");
        }
        Reader reader = new Reader(bytes).version(VERSION);
        Letter letter = new Letter(
                Address.read(reader),
                reader.i64(),
                reader.i64(),
                reader.i64(),
                reader.i64(),
                reader.i64(),
                reader.flag(),
                Content.decode(reader.block(Content.MOST_BYTES)));
        reader.end();
        return letter;
    }
}
