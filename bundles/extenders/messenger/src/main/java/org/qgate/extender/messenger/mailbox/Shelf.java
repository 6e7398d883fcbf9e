package org.qgate.extender.messenger.mailbox;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.qgate.ext.store.Space.Entry;
import org.qgate.extender.messenger.mailbox.Reply.Item;
import org.qgate.extender.messenger.mailbox.Reply.Mail;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.session.Reader;
import org.qgate.extender.messenger.session.Writer;
import org.qgate.extender.messenger.store.At;
import org.qgate.extender.messenger.store.Step;

/** The envelopes in boxes: each by its number, and by its digest so that it lies there once. */
final class Shelf {
    private static final String MAIL = "box-mail";
    private static final String SEEN = "box-seen";
    private static final int DIGEST_BYTES = 32;
    /** So many rows go in one step: each envelope has two. */
    private static final int MOST_AT_ONCE = 200;

    private static final int MOST_ITEMS = 32;

    private record Kept(long expiresMs, Octets digest, byte[] envelope) {
        static Kept decode(byte[] bytes) {
            Reader reader = new Reader(bytes);
            return new Kept(reader.i64(), reader.octets(DIGEST_BYTES), reader.raw(reader.left()));
        }
    }

    boolean has(Step step, Octets box, Octets digest) {
        return step.has(SEEN, At.of(box, digest.bytes()));
    }

    void put(Step step, Octets box, long number, Octets digest, byte[] envelope, long expiresMs) {
        step.put(
                MAIL,
                At.of(box, number),
                new Writer().i64(expiresMs).raw(digest).raw(envelope).bytes());
        step.put(SEEN, At.of(box, digest.bytes()), At.of(number).bytes());
    }

    /** Deletes those up to a number. */
    Box drop(Step step, Octets box, Box now, long upTo) {
        int gone = 0;
        long bytes = 0;
        for (Entry entry : step.rows(MAIL, box, MOST_AT_ONCE)) {
            if (At.number(entry.key()) > upTo) {
                break;
            }
            bytes += remove(step, box, entry);
            gone++;
        }
        return now.without(gone, bytes);
    }

    /** Deletes those that are past their time; they lie in the order of their times. */
    Box expire(Step step, Octets box, Box now, long nowMs) {
        int gone = 0;
        long bytes = 0;
        for (Entry entry : step.rows(MAIL, box, MOST_AT_ONCE)) {
            if (ByteBuffer.wrap(entry.value()).getLong() > nowMs) {
                break;
            }
            bytes += remove(step, box, entry);
            gone++;
        }
        return now.without(gone, bytes);
    }

    private static long remove(Step step, Octets box, Entry entry) {
        Kept kept = Kept.decode(entry.value());
        step.remove(MAIL, Octets.of(entry.key()));
        step.remove(SEEN, At.of(box, kept.digest().bytes()));
        return kept.envelope().length;
    }

    /** Removes some; false when there are none. */
    boolean clear(Step step, Octets box) {
        List<Entry> some = step.rows(MAIL, box, MOST_AT_ONCE);
        some.forEach(entry -> remove(step, box, entry));
        return !some.isEmpty();
    }

    Mail mail(Step step, Octets box, long life, long after, int oneTime, long nowMs) {
        List<Item> items = new ArrayList<>();
        long bytes = 0;
        List<Entry> rows = step.rows(MAIL, box, At.of(box, Math.max(0, after) + 1), MOST_ITEMS + 1);
        for (Entry entry : rows) {
            Kept kept = Kept.decode(entry.value());
            bytes += kept.envelope().length;
            if (items.size() == MOST_ITEMS || bytes > Reply.MOST_MAIL_BYTES) {
                return new Mail(life, oneTime, true, items);
            }
            if (kept.expiresMs() > nowMs) {
                items.add(new Item(At.number(entry.key()), kept.envelope()));
            }
        }
        return new Mail(life, oneTime, false, items);
    }
}
