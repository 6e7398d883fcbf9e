package org.qgate.extender.messenger.self;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.qgate.extender.messenger.address.Address;
import org.qgate.extender.messenger.address.Place;
import org.qgate.extender.messenger.mailbox.Request;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.store.Books;
import org.qgate.extender.messenger.store.Step;

/** The boxes that one owns: one on one's own node when others can dial it, and one on the node that one named. Thread-safe. */
public final class OwnPlaces {
    /** One that is not used any more is emptied for so long: others may know it still. */
    static final long LEAVE_MS = TimeUnit.DAYS.toMillis(31);

    private static final String MAP = "places";
    private static final int MOST = 16;

    private final Books books;
    private final Self self;

    /** The boxes of one's identity. */
    public OwnPlaces(Books books, Self self) {
        this.books = books;
        this.self = self;
    }

    /** Returns all, those that are not active any more included. */
    public List<OwnPlace> all() {
        synchronized (books) {
            return all(books.step());
        }
    }

    private static List<OwnPlace> all(Step step) {
        return step.rows(MAP, Octets.NONE, MOST).stream()
                .map(row -> OwnPlace.decode(row.value()))
                .toList();
    }

    /** Returns the one on a node, as it is now. */
    public Optional<OwnPlace> on(Step step, Octets node) {
        return step.get(MAP, node).map(OwnPlace::decode);
    }

    /** Returns one's address: where others can write to at this moment. */
    public Address address() {
        synchronized (books) {
            List<Place> places = new ArrayList<>();
            List<OwnPlace> all = all(books.step()).stream()
                    .filter(each -> each.active() && each.registered())
                    .toList();
            all.stream().filter(OwnPlace::home).forEach(each -> places.add(each.place()));
            all.stream().filter(each -> !each.home()).forEach(each -> places.add(each.place()));
            return new Address(self.fingerprint(), places);
        }
    }

    /** Says on which nodes boxes are wanted from now on. */
    public void want(Optional<Octets> home, Optional<Octets> mailbox, long nowMs) {
        synchronized (books) {
            Step step = books.step();
            Optional<Octets> other = mailbox.filter(each -> !home.equals(Optional.of(each)));
            for (OwnPlace each : all(step)) {
                Octets node = each.place().node();
                boolean wanted = home.equals(Optional.of(node)) || other.equals(Optional.of(node));
                if (!wanted && each.active()) {
                    put(step, each.active(false, nowMs + LEAVE_MS));
                } else if (wanted && !each.active()) {
                    put(step, each.active(true, 0));
                } else if (!wanted && nowMs > each.untilMs()) {
                    step.remove(MAP, node);
                }
            }
            home.ifPresent(node -> make(step, node, true));
            other.ifPresent(node -> make(step, node, false));
            step.commit();
        }
    }

    private void make(Step step, Octets node, boolean home) {
        if (!step.has(MAP, node)) {
            byte[] box = self.crypto().random().bytes(Place.BOX_BYTES);
            byte[] key = self.crypto().random().bytes(Request.KEY_BYTES);
            put(step, new OwnPlace(new Place(node, Octets.of(box)), Octets.of(key), home, true, 0, false, 0, 0, 0));
        }
    }

    /** Stores one. */
    public void put(Step step, OwnPlace place) {
        step.put(MAP, place.place().node(), place.encode());
    }
}
