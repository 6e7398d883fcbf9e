package org.qgate.extender.messenger.talk;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.ext.RefusedException;
import org.qgate.extender.messenger.mailbox.Boxes;
import org.qgate.extender.messenger.mailbox.Reply;
import org.qgate.extender.messenger.mailbox.Reply.Item;
import org.qgate.extender.messenger.mailbox.Reply.Mail;
import org.qgate.extender.messenger.mailbox.Reply.Status;
import org.qgate.extender.messenger.mailbox.Request;
import org.qgate.extender.messenger.self.OwnPlace;
import org.qgate.extender.messenger.self.OwnPlaces;
import org.qgate.extender.messenger.self.Ring;
import org.qgate.extender.messenger.self.Self;
import org.qgate.extender.messenger.session.Bundle;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.session.PreKey;
import org.qgate.extender.messenger.store.Books;
import org.qgate.extender.messenger.store.Step;

/**
 * Empties the boxes that one owns and keeps pre-keys in them. The number up to which a box was emptied is stored in one step
 * with what the envelope did; the box hears it at the next fetch. One at a time for each box.
 */
public final class Collector {
    /** With fewer one-time pre-keys left, new ones are made. */
    static final int FEW_PRE_KEYS = 10;

    private final Books books;
    private final Self self;
    private final OwnPlaces places;
    private final Ring ring;
    private final Inbox inbox;
    private final Boxes boxes;
    private final Post post;
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);

    /** What a visit brought: how many envelopes, and whether there are more. */
    public record Visit(int envelopes, boolean more) {}

    Collector(Books books, Self self, OwnPlaces places, Ring ring, Inbox inbox, Boxes boxes, Post post) {
        this.books = books;
        this.self = self;
        this.places = places;
        this.ring = ring;
        this.inbox = inbox;
        this.boxes = boxes;
        this.post = post;
    }

    /**
     * Visits a box: registers it if need be, takes what is in it, leaves pre-keys.
     *
     * @param waitMs how long the node may wait for something to come
     * @throws RefusedException when the node cannot be asked, with the words of its operator's choice
     */
    public Visit visit(Octets node, String invite, int waitMs, Now now) {
        OwnPlace own = now(node);
        if (!own.registered()) {
            register(own, invite, now);
            own = now(node);
        }
        if (own.active() && own.signed() != signed(now)) {
            stock(own, now);
        }
        Reply reply = ask(own, new Request.Fetch(own.place().box(), own.key(), own.life(), own.after(), waitMs), now);
        if (reply.status() == Status.NONE) {
            change(node, place -> place.registered(false)); // the box is gone: it is made anew next time
            return new Visit(0, true);
        }
        expect(reply);
        Mail mail = Mail.decode(reply.body());
        take(node, mail, now);
        if (own.active() && mail.oneTime() < FEW_PRE_KEYS) {
            stock(now(node), now);
        }
        return new Visit(mail.items().size(), mail.more());
    }

    private OwnPlace now(Octets node) {
        synchronized (books) {
            return places.on(books.step(), node)
                    .orElseThrow(() -> new RefusedException(RefusedException.Reason.NOT_FOUND, "the box is not ours"));
        }
    }

    private void register(OwnPlace own, String invite, Now now) {
        Octets digest = Octets.of(self.crypto().primitives().sha256(own.key().bytes()));
        Request.Register register = new Request.Register(own.place().box(), digest, invite);
        if (own.home()) {
            boxes.own(register, now.ms());
        } else {
            expect(ask(own, register, now));
        }
        change(own.place().node(), place -> place.registered(true));
    }

    private Reply ask(OwnPlace own, Request request, Now now) {
        return own.home()
                ? boxes.serve(request, now.ms())
                : post.ask(own.place().node(), request, "own");
    }

    private static void expect(Reply reply) {
        if (reply.status() != Status.DONE) {
            throw new RefusedException(RefusedException.Reason.UNAVAILABLE, "the mailbox says " + reply.status());
        }
    }

    private void change(Octets node, Change change) {
        synchronized (books) {
            Step step = books.step();
            Optional<OwnPlace> own = places.on(step, node);
            own.ifPresent(place -> places.put(step, change.of(place)));
            step.commit();
        }
    }

    /** What becomes of a place. */
    @FunctionalInterface
    private interface Change {
        OwnPlace of(OwnPlace place);
    }

    private int signed(Now now) {
        synchronized (books) {
            Step step = books.step();
            int id = ring.bundle(step, now.ms()).signed().id();
            step.commit();
            return id;
        }
    }

    /** The private keys are stored before anybody has the public ones. */
    private void stock(OwnPlace own, Now now) {
        Bundle bundle;
        List<PreKey> oneTime;
        synchronized (books) {
            Step step = books.step();
            bundle = ring.bundle(step, now.ms());
            oneTime = ring.oneTime(step, Request.MOST_PRE_KEYS, now.ms());
            step.commit();
        }
        expect(ask(own, new Request.Stock(own.place().box(), own.key(), bundle, oneTime), now));
        change(own.place().node(), place -> place.stocked(bundle.signed().id()));
    }

    private void take(Octets node, Mail mail, Now now) {
        for (Item item : mail.items()) {
            synchronized (books) {
                Step step = books.step();
                Optional<OwnPlace> own = places.on(step, node);
                if (own.isEmpty()
                        || own.get().life() == mail.life()
                                && item.number() <= own.get().after()) {
                    continue;
                }
                Inbox.Taken taken = inbox.take(step, item.envelope(), now.ms());
                places.put(step, own.get().fetched(mail.life(), item.number()));
                step.commit();
                outcomes.merge(taken.outcome(), 1L, Long::sum);
                taken.from().ifPresent(from -> inbox.settle(from, now.ms()));
            }
        }
        if (mail.items().isEmpty()) {
            remember(node, mail.life());
        }
    }

    private void remember(Octets node, long life) {
        if (now(node).life() != life) {
            change(node, place -> place.fetched(life, 0));
        }
    }

    /** Returns what became of envelopes since this version started. */
    public Map<Outcome, Long> outcomes() {
        synchronized (books) {
            return new EnumMap<>(outcomes);
        }
    }
}
