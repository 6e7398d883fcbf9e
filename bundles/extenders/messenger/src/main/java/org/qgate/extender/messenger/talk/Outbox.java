package org.qgate.extender.messenger.talk;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.qgate.ext.store.Space.Entry;
import org.qgate.extender.messenger.address.Address;
import org.qgate.extender.messenger.content.Content;
import org.qgate.extender.messenger.content.Letter;
import org.qgate.extender.messenger.self.Self;
import org.qgate.extender.messenger.session.Bundle;
import org.qgate.extender.messenger.session.Correspondence;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.session.Reader;
import org.qgate.extender.messenger.session.Reason;
import org.qgate.extender.messenger.session.Sealed;
import org.qgate.extender.messenger.session.Writer;
import org.qgate.extender.messenger.store.At;
import org.qgate.extender.messenger.store.Books;
import org.qgate.extender.messenger.store.Step;
import org.qgate.extender.messenger.talk.Errand.Bring;
import org.qgate.extender.messenger.talk.Errand.Introduce;

/**
 * Letters that go out. Each is kept until the other side says that it has it; to each person one envelope at a time is on its
 * way, in order. What is sealed is stored before it is sent. Thread-safe.
 */
public final class Outbox {
    /** So many letters to one person may be on their way. */
    static final int MOST_WAITING = 500;
    /** What a place took and nobody acknowledged is sent anew after this time. */
    static final long PROBE_MS = TimeUnit.DAYS.toMillis(3);

    private static final String LETTERS = "outbox";
    private static final long FIRST_PAUSE_MS = 500;
    private static final long LONGEST_PAUSE_MS = TimeUnit.MINUTES.toMillis(5);

    private final Books books;
    private final Self self;
    private final Supplier<Address> own;
    private final Contacts contacts;
    private final Sessions sessions;

    Outbox(Books books, Self self, Supplier<Address> own, Contacts contacts, Sessions sessions) {
        this.books = books;
        this.self = self;
        this.own = own;
        this.contacts = contacts;
        this.sessions = sessions;
    }

    private record Written(long whenMs, Content content) {
        byte[] encode() {
            return new Writer().i64(whenMs).raw(content.encode()).bytes();
        }

        static Written decode(byte[] bytes) {
            return new Written(new Reader(bytes).i64(), Content.decode(Arrays.copyOfRange(bytes, 8, bytes.length)));
        }
    }

    /**
     * Writes a letter to somebody; returns its number.
     *
     * @throws IllegalStateException when too many are on their way already
     */
    long write(Step step, Octets to, Content content, long nowMs) {
        Pair pair = Pair.of(step, to);
        if (pair.next - pair.acked > MOST_WAITING) {
            throw new IllegalStateException(MOST_WAITING + " messages to them are on their way already");
        }
        long sequence = pair.next++;
        step.put(LETTERS, At.of(to, sequence), new Written(nowMs, content).encode());
        pair.store(step, to);
        return sequence;
    }

    /** The other side has all up to a letter: those are done with. */
    void arrived(Step step, Octets at, Pair pair, long upTo) {
        for (long each = pair.acked + 1; each <= upTo; each++) {
            step.remove(LETTERS, At.of(at, each));
        }
        pair.acked = Math.max(pair.acked, upTo);
        pair.sent = Math.max(pair.sent, pair.acked);
        Tray.of(step, at)
                .filter(tray -> tray.sequence() > 0 && tray.sequence() <= pair.acked)
                .ifPresent(done -> Tray.clear(step, at));
    }

    /** All that has not arrived is sent anew, in new envelopes. */
    void anew(Step step, Octets to, Pair pair, long nowMs) {
        pair.sent = pair.acked;
        pair.dueMs = nowMs;
        Tray.clear(step, to);
    }

    /** Returns something to do, for none of those who are busy; its result is to be told. */
    public Optional<Errand> next(Set<Octets> busy, long nowMs) {
        synchronized (books) {
            for (Entry row : books.step().rows(Pair.MAP, Octets.NONE, Contacts.MOST)) {
                Octets to = Octets.of(row.key());
                Optional<Errand> errand =
                        busy.contains(to) ? Optional.empty() : next(to, Pair.decode(row.value()), nowMs);
                if (errand.isPresent()) {
                    return errand;
                }
            }
            return Optional.empty();
        }
    }

    private Optional<Errand> next(Octets to, Pair pair, long nowMs) {
        boolean lost = pair.acked < pair.sent && nowMs >= pair.probeMs;
        if (nowMs < pair.dueMs || !(lost || pair.writes() || pair.tells())) {
            return Optional.empty();
        }
        Step step = books.step();
        Optional<Contact> contact = contacts.find(step, to).filter(each -> !each.blocked());
        if (contact.isEmpty() || contact.get().address().places().isEmpty()) {
            return Optional.empty();
        }
        Address address = contact.get().address();
        Optional<Correspondence> with = sessions.find(step, to);
        if (lost) {
            anew(step, to, pair, nowMs);
            pair.renew |= with.isPresent() && !with.get().answered();
            pair.store(step, to);
            step.commit();
        }
        if (with.isEmpty() || pair.renew) {
            return Optional.of(new Introduce(to, address.places()));
        }
        Tray tray = Tray.of(step, to).orElseGet(() -> seal(step, to, pair, with.get(), nowMs));
        return Optional.of(new Bring(to, address.places(), tray.sequence(), tray.envelope()));
    }

    private Tray seal(Step step, Octets to, Pair pair, Correspondence with, long nowMs) {
        long sequence = pair.writes() ? pair.sent + 1 : 0;
        Written written = sequence == 0
                ? new Written(nowMs, new Content.Nothing())
                : Written.decode(step.get(LETTERS, At.of(to, sequence)).orElseThrow());
        Letter letter = new Letter(
                own.get(),
                sequence,
                pair.acked + 1,
                written.whenMs(),
                pair.expected - 1,
                pair.read,
                pair.again,
                written.content());
        Sealed sealed = self.endToEnd().seal(with, letter.encode());
        Tray tray = new Tray(sequence, letter.delivered(), letter.read(), letter.again(), sealed.envelope());
        sessions.put(step, to, sealed.next());
        tray.store(step, to);
        step.commit();
        return tray;
    }

    /** A place has taken an envelope. */
    public void brought(Bring errand, long nowMs) {
        synchronized (books) {
            Step step = books.step();
            Optional<Tray> found = Tray.of(step, errand.to());
            if (found.isEmpty() || !Arrays.equals(found.get().envelope(), errand.envelope())) {
                return; // it was sealed anew meanwhile
            }
            Tray tray = found.get();
            Pair pair = Pair.of(step, errand.to());
            pair.sent = Math.max(pair.sent, tray.sequence());
            pair.toldArrived = Math.max(pair.toldArrived, tray.arrived());
            pair.toldRead = Math.max(pair.toldRead, tray.read());
            pair.answer &= tray.arrived() < pair.expected - 1;
            pair.again &= !tray.again();
            pair.attempts = 0;
            pair.dueMs = 0;
            pair.probeMs = nowMs + PROBE_MS;
            pair.store(step, errand.to());
            Tray.clear(step, errand.to());
            step.commit();
        }
    }

    /** It did not work: it is tried again, later each time. */
    public void failed(Octets to, long nowMs) {
        synchronized (books) {
            Step step = books.step();
            Pair pair = Pair.of(step, to);
            long pause = FIRST_PAUSE_MS << Math.min(pair.attempts, 16);
            pair.attempts++;
            pair.dueMs = nowMs + Math.min(pause, LONGEST_PAUSE_MS);
            pair.store(step, to);
            step.commit();
        }
    }

    /** Begins a session by what was fetched; returns why not, if it is not to be trusted. */
    public Optional<Reason> introduced(Introduce errand, Bundle bundle, long nowMs) {
        synchronized (books) {
            Octets to = errand.to();
            Optional<Reason> refused = bundle.check(self.crypto(), to, nowMs);
            if (refused.isPresent()) {
                failed(to, nowMs);
                return refused;
            }
            Step step = books.step();
            Pair pair = Pair.of(step, to);
            sessions.put(step, to, self.endToEnd().begin(sessions.find(step, to), bundle));
            pair.renew = false;
            anew(step, to, pair, nowMs);
            pair.store(step, to);
            step.commit();
            return Optional.empty();
        }
    }

    /** Somebody can be reached again, or so it seems: nothing to them has to wait any longer. */
    public void hurry(Octets to) {
        synchronized (books) {
            Step step = books.step();
            Pair pair = Pair.of(step, to);
            if (pair.dueMs > 0) {
                pair.dueMs = 0;
                pair.attempts = 0;
                pair.store(step, to);
                step.commit();
            }
        }
    }

    /** Returns how many letters to somebody have not arrived yet. */
    static long waiting(Pair pair) {
        return pair.next - 1 - pair.acked;
    }

    /** Returns letters that no place has taken yet, and those that have not arrived, of everybody. */
    public List<Long> counts() {
        synchronized (books) {
            long here = 0;
            long away = 0;
            for (Entry row : books.step().rows(Pair.MAP, Octets.NONE, Contacts.MOST)) {
                Pair pair = Pair.decode(row.value());
                here += pair.next - 1 - pair.sent;
                away += waiting(pair);
            }
            return List.of(here, away);
        }
    }
}
