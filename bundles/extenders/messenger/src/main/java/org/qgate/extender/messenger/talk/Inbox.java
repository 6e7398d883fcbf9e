package org.qgate.extender.messenger.talk;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.qgate.ext.store.Space.Entry;
import org.qgate.extender.messenger.content.Letter;
import org.qgate.extender.messenger.self.Ring;
import org.qgate.extender.messenger.self.Self;
import org.qgate.extender.messenger.session.MalformedException;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.session.Opened;
import org.qgate.extender.messenger.session.Outside;
import org.qgate.extender.messenger.session.Reason;
import org.qgate.extender.messenger.session.Received;
import org.qgate.extender.messenger.session.Refused;
import org.qgate.extender.messenger.session.Unsealed;
import org.qgate.extender.messenger.store.At;
import org.qgate.extender.messenger.store.Books;
import org.qgate.extender.messenger.store.Step;

/**
 * Envelopes that come in. What one of them does - to the session, to the cursors, to what was said - is one step, so each letter
 * counts once whatever happens. To be used within a step of whoever holds the books.
 */
public final class Inbox {
    /** So many letters of one person may be here before one that they wait for. */
    static final int MOST_EARLY = 500;

    private static final String EARLY = "early";
    private static final int MOST_AT_ONCE = 50;
    /** Whoever claims to be somebody, with a session that is not known, makes a new one begin no more often than this. */
    private static final long RENEW_MS = TimeUnit.MINUTES.toMillis(1);

    private final Books books;
    private final Self self;
    private final Ring ring;
    private final Contacts contacts;
    private final Sessions sessions;
    private final Outbox outbox;
    private final Said said;
    private final Supplier<Policy> policy;

    Inbox(
            Books books,
            Self self,
            Ring ring,
            Contacts contacts,
            Sessions sessions,
            Outbox outbox,
            Said said,
            Supplier<Policy> policy) {
        this.books = books;
        this.self = self;
        this.ring = ring;
        this.contacts = contacts;
        this.sessions = sessions;
        this.outbox = outbox;
        this.said = said;
        this.policy = policy;
    }

    /**
     * What became of an envelope.
     *
     * @param from who wrote it; empty when nobody is proven to have
     */
    record Taken(Outcome outcome, Optional<Octets> from) {}

    /** Takes an envelope; whoever calls commits the step, whatever the outcome, and settles with its sender then. */
    Taken take(Step step, byte[] envelope, long nowMs) {
        Outside outside = self.endToEnd().unseal(envelope);
        if (!(outside instanceof Unsealed unsealed)) {
            return new Taken(Outcome.REFUSED, Optional.empty());
        }
        Outcome outcome = take(step, unsealed, nowMs);
        boolean counts = outcome == Outcome.TAKEN || outcome == Outcome.EARLY;
        return new Taken(outcome, counts ? Optional.of(unsealed.from()) : Optional.empty());
    }

    private Outcome take(Step step, Unsealed unsealed, long nowMs) {
        Octets from = unsealed.from();
        Optional<Contact> sender = contacts.find(step, from);
        if (sender.map(Contact::blocked).orElse(!policy.get().strangers()) || from.equals(self.fingerprint())) {
            return Outcome.UNWANTED;
        }
        Opened opened = self.endToEnd().open(unsealed, sessions.find(step, from), id -> ring.find(step, id));
        if (opened instanceof Received received) {
            return received(step, from, sender, received, nowMs);
        }
        Reason why = ((Refused) opened).reason();
        if (why == Reason.REPLAYED) {
            return Outcome.REPEATED;
        }
        if (why == Reason.UNKNOWN_SESSION || why == Reason.UNKNOWN_PRE_KEY) {
            sender.ifPresent(each -> renew(step, from, nowMs));
            return Outcome.UNKNOWN;
        }
        return Outcome.REFUSED;
    }

    private void renew(Step step, Octets with, long nowMs) {
        Pair pair = Pair.of(step, with);
        if (nowMs - pair.renewedMs >= RENEW_MS) {
            pair.renewedMs = nowMs;
            pair.renew = true;
            pair.again = true;
            pair.dueMs = nowMs;
            pair.store(step, with);
        }
    }

    private Outcome received(Step step, Octets from, Optional<Contact> sender, Received received, long nowMs) {
        Letter letter;
        try {
            letter = Letter.decode(received.content());
        } catch (MalformedException malformed) {
            keep(step, from, received);
            return Outcome.REFUSED;
        }
        if (!letter.from().fingerprint().equals(from)) {
            keep(step, from, received);
            return Outcome.REFUSED;
        }
        Optional<Contact> known = sender.or(() -> contacts.stranger(step, letter.from()));
        if (known.isEmpty()) {
            return Outcome.UNWANTED;
        }
        keep(step, from, received);
        if (!known.get().address().equals(letter.from())) {
            contacts.put(step, known.get().at(letter.from()));
        }
        Pair pair = Pair.of(step, from);
        receipts(step, from, pair, letter, nowMs);
        Outcome outcome = letter(step, from, pair, letter, received.content(), nowMs);
        pair.store(step, from);
        return outcome;
    }

    private void keep(Step step, Octets from, Received received) {
        sessions.put(step, from, received.next());
        received.used().ifPresent(id -> ring.used(step, id));
    }

    /** What the other side says of one's own letters; more than one has sent counts as all of it. */
    private void receipts(Step step, Octets from, Pair pair, Letter letter, long nowMs) {
        outbox.arrived(step, from, pair, Math.min(letter.delivered(), pair.next - 1));
        pair.readByOther = Math.max(pair.readByOther, Math.min(letter.read(), pair.acked));
        if (letter.again() && pair.acked < pair.sent) {
            outbox.anew(step, from, pair, nowMs);
        } else if (pair.attempts > 0) {
            pair.dueMs = nowMs; // they are there: what waits is tried now
            pair.attempts = 0;
        }
    }

    private Outcome letter(Step step, Octets from, Pair pair, Letter letter, byte[] bytes, long nowMs) {
        if (letter.sequence() == 0) {
            return Outcome.TAKEN;
        }
        if (letter.base() > pair.expected) {
            said.gap(step, from, letter.base() - pair.expected, nowMs);
            pair.expected = letter.base();
        }
        if (letter.sequence() < pair.expected) {
            pair.answer = true;
            return Outcome.REPEATED;
        }
        if (letter.sequence() > pair.expected) {
            return early(step, from, pair, letter.sequence(), bytes);
        }
        pair.expected++;
        said.take(step, from, letter, nowMs);
        return Outcome.TAKEN;
    }

    private static Outcome early(Step step, Octets from, Pair pair, long sequence, byte[] bytes) {
        boolean fits = sequence - pair.expected <= MOST_EARLY;
        if (fits) {
            step.put(EARLY, At.of(from, sequence), bytes);
        }
        pair.again = true;
        return Outcome.EARLY;
    }

    /** Takes letters that waited for one that has come since; in steps of its own. */
    public void settle(Octets from, long nowMs) {
        synchronized (books) {
            boolean more = true;
            while (more) {
                Step step = books.step();
                more = settle(step, from, nowMs);
                step.commit();
            }
        }
    }

    private boolean settle(Step step, Octets from, long nowMs) {
        Pair pair = Pair.of(step, from);
        int taken = 0;
        for (Entry row : step.rows(EARLY, from, MOST_AT_ONCE)) {
            long sequence = At.number(row.key());
            if (sequence > pair.expected) {
                break;
            }
            step.remove(EARLY, Octets.of(row.key()));
            taken++;
            if (sequence == pair.expected) {
                pair.expected++;
                said.take(step, from, Letter.decode(row.value()), nowMs);
            }
        }
        if (taken > 0) {
            pair.store(step, from);
        }
        return taken == MOST_AT_ONCE;
    }

    /** As {@link #settle(Octets, long)}, for everybody: after a crash between two steps. */
    public void settleAll(long nowMs) {
        synchronized (books) {
            books.step().rows(Pair.MAP, Octets.NONE, Contacts.MOST).forEach(row -> settle(Octets.of(row.key()), nowMs));
        }
    }
}
