package org.qgate.extender.messenger.mailbox;

import java.util.ArrayList;
import java.util.List;
import org.qgate.extender.messenger.session.MalformedException;
import org.qgate.extender.messenger.session.Reader;
import org.qgate.extender.messenger.session.SizeClass;
import org.qgate.extender.messenger.session.Writer;

/**
 * What a node that keeps boxes answers.
 *
 * @param body of {@link Request.Ask} a bundle, of {@link Request.Fetch} a {@link Mail}, else nothing
 */
public record Reply(Status status, byte[] body) {
    /** How many bytes of envelopes come at once, about. */
    public static final int MOST_MAIL_BYTES = 256 << 10;

    /** The longest reply. */
    public static final int MOST_BYTES = MOST_MAIL_BYTES + (64 << 10);

    private static final byte[] NOTHING = {};

    /** How it went. */
    public enum Status {
        /** Done; what it changed is durable. */
        DONE,
        /** There is no such box, or no bundle in it, or the key is another one. */
        NONE,
        /** The box is full, or the node has as many boxes as it wants. */
        FULL,
        /** The operator lets only some register, or this box is taken. */
        NOT_WELCOME,
        /** The request says nothing that is known here. */
        MALFORMED
    }

    static Reply of(Status status) {
        return new Reply(status, NOTHING);
    }

    static Reply done(byte[] body) {
        return new Reply(Status.DONE, body);
    }

    /** Returns it as bytes. */
    public byte[] encode() {
        return new Writer().u8(status.ordinal()).raw(body).bytes();
    }

    /**
     * Reads what {@link #encode()} wrote.
     *
     * @throws MalformedException when it is none
     */
    public static Reply decode(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new MalformedException("a reply of " + bytes.length + " bytes");
        }
        Reader reader = new Reader(bytes);
        int status = reader.u8();
        if (status >= Status.values().length) {
            throw new MalformedException("status " + status);
        }
        return new Reply(Status.values()[status], reader.raw(reader.left()));
    }

    /** One envelope in a box. */
    public record Item(long number, byte[] envelope) {}

    /**
     * What was fetched.
     *
     * @param life differs after a box was made anew: its numbers begin anew then, too
     * @param oneTime how many one-time pre-keys are left
     * @param more whether there is more behind these
     * @param items in the order in which they were put
     */
    public record Mail(long life, int oneTime, boolean more, List<Item> items) {
        byte[] encode() {
            Writer writer = new Writer().i64(life).u32(oneTime).flag(more).u16(items.size());
            items.forEach(item -> writer.i64(item.number).block(item.envelope));
            return writer.bytes();
        }

        /**
         * Reads what a reply to {@link Request.Fetch} holds.
         *
         * @throws MalformedException when it is none
         */
        public static Mail decode(byte[] bytes) {
            Reader reader = new Reader(bytes);
            long life = reader.i64();
            int oneTime = reader.upTo(Integer.MAX_VALUE);
            boolean more = reader.flag();
            int count = reader.u16();
            List<Item> items = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                items.add(new Item(reader.i64(), reader.block(SizeClass.LARGE.bytes())));
            }
            reader.end();
            return new Mail(life, oneTime, more, items);
        }
    }
}
