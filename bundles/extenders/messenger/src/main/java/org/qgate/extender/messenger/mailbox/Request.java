package org.qgate.extender.messenger.mailbox;

import java.util.ArrayList;
import java.util.List;
import org.qgate.extender.messenger.address.Place;
import org.qgate.extender.messenger.session.Bundle;
import org.qgate.extender.messenger.session.MalformedException;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.session.PreKey;
import org.qgate.extender.messenger.session.Reader;
import org.qgate.extender.messenger.session.SizeClass;
import org.qgate.extender.messenger.session.Writer;

/** What one may ask of a node that keeps boxes: one call of {@code messenger/1}. */
public sealed interface Request {
    /** Length of the key that opens a box, and of its digest, in bytes. */
    int KEY_BYTES = 32;

    /** The longest word of an operator who lets only some register, in bytes. */
    int MOST_INVITE_BYTES = 256;

    /** How many one-time pre-keys go in one request. */
    int MOST_PRE_KEYS = 25;

    /** The longest request: an envelope or pre-keys, with what is around them. */
    int MOST_BYTES = 64 << 10;

    /** Returns which box. */
    Octets box();

    /**
     * Makes a box; whoever has its key may repeat this.
     *
     * @param keyDigest SHA-256 of the key that opens it
     * @param invite what the node's operator wants to hear, perhaps nothing
     */
    record Register(Octets box, Octets keyDigest, String invite) implements Request {}

    /** Puts an envelope into a box. */
    record Put(Octets box, byte[] envelope) implements Request {}

    /** Asks for what one needs to write first to the owner of a box. */
    record Ask(Octets box) implements Request {}

    /** Leaves what others need to write first: a bundle without one-time pre-key, and such pre-keys. */
    record Stock(Octets box, Octets key, Bundle bundle, List<PreKey> oneTime) implements Request {}

    /**
     * Fetches envelopes behind a number; those up to it are deleted.
     *
     * @param life of the box as its owner knows it, or 0
     * @param after number of the last envelope that its owner has stored
     * @param waitMs how long to wait for one; the node may wait less
     */
    record Fetch(Octets box, Octets key, long life, long after, int waitMs) implements Request {}

    /** Ends a box with everything in it. */
    record End(Octets box, Octets key) implements Request {}

    /** Returns it as bytes. */
    default byte[] encode() {
        Writer writer = new Writer();
        if (this instanceof Register its) {
            writer.u8(1).raw(its.box).raw(its.keyDigest).text(its.invite);
        } else if (this instanceof Put its) {
            writer.u8(2).raw(its.box).block(its.envelope);
        } else if (this instanceof Ask its) {
            writer.u8(3).raw(its.box);
        } else if (this instanceof Stock its) {
            writer.u8(4).raw(its.box).raw(its.key).block(its.bundle.encode()).u8(its.oneTime.size());
            its.oneTime.forEach(each -> writer.raw(each.encode()));
        } else if (this instanceof Fetch its) {
            writer.u8(5).raw(its.box).raw(its.key).i64(its.life).i64(its.after).u32(its.waitMs);
        } else if (this instanceof End its) {
            writer.u8(6).raw(its.box).raw(its.key);
        }
        return writer.bytes();
    }

    /**
     * Reads what {@link #encode()} wrote.
     *
     * @throws MalformedException when it is none
     */
    static Request decode(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new MalformedException("a request of " + bytes.length + " bytes");
        }
        Reader reader = new Reader(bytes);
        int kind = reader.u8();
        Octets box = reader.octets(Place.BOX_BYTES);
        Request request =
                switch (kind) {
                    case 1 -> new Register(box, reader.octets(KEY_BYTES), reader.text(MOST_INVITE_BYTES));
                    case 2 -> new Put(box, reader.block(SizeClass.LARGE.bytes()));
                    case 3 -> new Ask(box);
                    case 4 ->
                        new Stock(
                                box,
                                reader.octets(KEY_BYTES),
                                Bundle.decode(reader.block(Bundle.MOST_BYTES)),
                                preKeys(reader));
                    case 5 ->
                        new Fetch(
                                box,
                                reader.octets(KEY_BYTES),
                                reader.i64(),
                                reader.i64(),
                                reader.upTo(Integer.MAX_VALUE));
                    case 6 -> new End(box, reader.octets(KEY_BYTES));
                    default -> throw new MalformedException("a request of kind " + kind);
                };
        reader.end();
        return request;
    }

    private static List<PreKey> preKeys(Reader reader) {
        int count = reader.u8();
        if (count > MOST_PRE_KEYS) {
            throw new MalformedException(count + " pre-keys");
        }
        List<PreKey> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(PreKey.decode(reader.raw(PreKey.BYTES)));
        }
        return all;
    }
}
