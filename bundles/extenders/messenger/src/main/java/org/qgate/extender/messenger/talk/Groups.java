package org.qgate.extender.messenger.talk;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.qgate.ext.store.Space;
import org.qgate.extender.messenger.content.Content;
import org.qgate.extender.messenger.content.Letter;
import org.qgate.extender.messenger.history.Entry;
import org.qgate.extender.messenger.history.History;
import org.qgate.extender.messenger.self.Self;
import org.qgate.extender.messenger.session.Group;
import org.qgate.extender.messenger.session.GroupPlace;
import org.qgate.extender.messenger.session.Identity;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.store.At;
import org.qgate.extender.messenger.store.Step;

/**
 * The groups that one is, or was, in. A group's owner alone changes its list; messages count from members only, each sender's in
 * order. To be used within a step of whoever holds the books.
 */
public final class Groups {
    /** How many groups one may be in. */
    static final int MOST = 200;

    private static final String MAP = "groups";
    private static final String NUMBERS = "group-numbers";
    private static final String EARLY = "group-early";
    private static final int MOST_EARLY = 1_000;
    /** Of one group; all are taken in one step. */
    private static final int MOST_EARLY_GROUP = 80;

    private final Self self;
    private final Contacts contacts;
    private final History history;

    Groups(Self self, Contacts contacts, History history) {
        this.self = self;
        this.contacts = contacts;
        this.history = history;
    }

    /** A letter that came before the list that it speaks of. */
    record Early(Octets from, Letter letter) {}

    /** Returns under what id a group is talked in: as long as a person's, and never one. */
    public static Octets talk(Octets group) {
        return Octets.of(Arrays.copyOf(group.bytes(), Entry.TALK_BYTES));
    }

    /** Returns a group. */
    public Optional<Circle> find(Step step, Octets group) {
        return step.get(MAP, group).map(Circle::decode);
    }

    /** Returns all groups. */
    public List<Circle> all(Step step) {
        return step.rows(MAP, Octets.NONE, MOST).stream()
                .map(row -> Circle.decode(row.value()))
                .toList();
    }

    void put(Step step, Circle circle) {
        step.put(MAP, circle.group().id(), circle.encode());
    }

    /** Takes a new list, from its owner; returns whether it counts. */
    boolean roll(Step step, Octets from, Content.Roll roll, long nowMs) {
        Optional<Circle> known = find(step, roll.group().id());
        if (known.isPresent()
                && (!known.get().owner().equals(from)
                        || roll.group().version() <= known.get().group().version())) {
            return false;
        }
        boolean ours = roll.group().members().contains(self.fingerprint());
        if (known.isEmpty() && (!ours || all(step).size() >= MOST)) {
            return false;
        }
        Circle next = known.map(each -> each.with(roll))
                .orElseGet(() -> new Circle(roll.name(), from, roll.group(), roll.members(), 0));
        put(step, next);
        roll.members().stream()
                .filter(each -> !each.fingerprint().equals(self.fingerprint()))
                .filter(each -> contacts.find(step, each.fingerprint()).isEmpty())
                .forEach(each -> contacts.stranger(step, each));
        String what = ours ? "has " + roll.group().members().size() + " members now" : "goes on without you";
        history.add(step, Entry.note(talk(roll.group().id()), from, nowMs, "the group " + roll.name() + " " + what));
        return true;
    }

    /** Somebody wants to be off the list: noted for its owner, who changes it. */
    void left(Step step, Octets from, Octets group, long nowMs) {
        find(step, group)
                .filter(circle -> circle.has(from) && circle.owner().equals(self.fingerprint()))
                .ifPresent(circle -> {
                    String name = contacts.find(step, from).map(Contact::name).orElse("somebody");
                    history.add(step, Entry.note(talk(group), from, nowMs, name + " wants to leave the group"));
                });
    }

    /** Whether a message to a group counts now; one that speaks of a list that has not come yet is kept until it has. */
    boolean admits(Step step, Octets from, GroupPlace place, Letter letter, long nowMs) {
        Optional<Circle> circle = find(step, place.group());
        if (circle.map(each -> each.group().version()).orElse(0) < place.version()) {
            keep(step, from, place, letter);
            return false;
        }
        if (!circle.orElseThrow().has(from)) {
            return false;
        }
        Octets key = At.of(place.group(), from.bytes());
        long last = step.get(NUMBERS, key)
                .map(bytes -> ByteBuffer.wrap(bytes).getLong())
                .orElse(0L);
        if (place.sequence() <= last) {
            return false;
        }
        step.put(NUMBERS, key, At.of(place.sequence()).bytes());
        boolean same = place.version() < circle.get().group().version()
                || place.of(self.crypto(), circle.get().group());
        if (!same) {
            String words = "the next message was written to another list of members than yours";
            history.add(step, Entry.note(talk(place.group()), from, nowMs, words));
        }
        return true;
    }

    private static void keep(Step step, Octets from, GroupPlace place, Letter letter) {
        if (step.rows(EARLY, Octets.NONE, MOST_EARLY).size() < MOST_EARLY
                && step.rows(EARLY, place.group(), MOST_EARLY_GROUP).size() < MOST_EARLY_GROUP) {
            Octets key = At.of(At.of(place.group(), from.bytes()), place.sequence());
            step.put(EARLY, key, letter.encode());
        }
    }

    /** Takes out some of what was kept for this list, each sender's in order. */
    List<Early> early(Step step, Group group) {
        List<Early> all = new ArrayList<>();
        for (Space.Entry row : step.rows(EARLY, group.id(), MOST_EARLY_GROUP)) {
            byte[] key = row.key();
            Octets from =
                    Octets.of(Arrays.copyOfRange(key, Group.ID_BYTES, Group.ID_BYTES + Identity.FINGERPRINT_BYTES));
            step.remove(EARLY, Octets.of(key));
            all.add(new Early(from, Letter.decode(row.value())));
        }
        return all;
    }
}
