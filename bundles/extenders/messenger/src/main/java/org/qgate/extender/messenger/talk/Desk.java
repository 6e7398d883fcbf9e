package org.qgate.extender.messenger.talk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.qgate.extender.messenger.address.Address;
import org.qgate.extender.messenger.content.Content;
import org.qgate.extender.messenger.history.Entry;
import org.qgate.extender.messenger.history.Entry.Copy;
import org.qgate.extender.messenger.history.History;
import org.qgate.extender.messenger.mailbox.Boxes;
import org.qgate.extender.messenger.self.OwnPlaces;
import org.qgate.extender.messenger.self.Ring;
import org.qgate.extender.messenger.self.Self;
import org.qgate.extender.messenger.session.Group;
import org.qgate.extender.messenger.session.GroupPlace;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.store.Books;
import org.qgate.extender.messenger.store.Step;

/** One person's messages, without network, clock or threads: what is asked of it is done in one step each. Thread-safe. */
public final class Desk {
    private final Books books;
    private final Self self;
    private final OwnPlaces places;
    private final Supplier<Policy> policy;
    private final Contacts contacts = new Contacts();
    private final History history = new History();
    private final Groups groups;
    private final Outbox outbox;
    private final Inbox inbox;
    private final Ring ring;

    /** Puts a desk before the books of one person. */
    public Desk(Books books, Self self, OwnPlaces places, Supplier<Policy> policy) {
        this.books = books;
        this.self = self;
        this.places = places;
        this.policy = policy;
        Sessions sessions = new Sessions();
        ring = new Ring(self);
        groups = new Groups(self, contacts, history);
        outbox = new Outbox(books, self, places::address, contacts, sessions);
        inbox = new Inbox(books, self, ring, contacts, sessions, outbox, new Said(history, groups), policy);
    }

    /** Returns what goes out. */
    public Outbox outbox() {
        return outbox;
    }

    /** Returns what comes in. */
    public Inbox inbox() {
        return inbox;
    }

    /** Returns who is known. */
    public Contacts contacts() {
        return contacts;
    }

    /** Returns the groups. */
    public Groups groups() {
        return groups;
    }

    /** Returns what was said. */
    public History history() {
        return history;
    }

    /** Returns what empties one's boxes, those on one's own node directly. */
    public Collector collector(Boxes boxes, Post post) {
        return new Collector(books, self, places, ring, inbox, boxes, post);
    }

    /** Adds somebody, or gives somebody another name or address. */
    public Contact add(String name, Address address) {
        synchronized (books) {
            if (address.fingerprint().equals(self.fingerprint())) {
                throw new IllegalArgumentException("this is your own address");
            }
            Step step = books.step();
            if (groups.all(step).stream().anyMatch(each -> each.name().equals(name))) {
                throw new IllegalArgumentException("a group is called " + name);
            }
            Contact contact = contacts.add(step, name, address);
            step.commit();
            return contact;
        }
    }

    /** Blocks somebody, or not any more. */
    public void block(Octets who, boolean blocked) {
        synchronized (books) {
            Step step = books.step();
            contacts.find(step, who).ifPresent(each -> contacts.put(step, each.blocked(blocked)));
            step.commit();
        }
    }

    /** Writes a text to somebody; returns its number in the history. */
    public long send(Octets to, String text, long nowMs) {
        return say(to, text, Optional.empty(), new Content.Text(Optional.empty(), text), step -> {}, nowMs);
    }

    /** Sends somebody a file that lies somewhere; returns its number in the history. */
    public long send(Octets to, Content.File file, Also also, long nowMs) {
        return say(to, file.name(), Optional.of(Octets.of(file.encode())), file, also, nowMs);
    }

    /** What else is changed in the step that writes a message. */
    @FunctionalInterface
    public interface Also {
        /** Changes it. */
        void in(Step step);
    }

    private long say(Octets to, String shown, Optional<Octets> file, Content content, Also also, long nowMs) {
        synchronized (books) {
            Step step = books.step();
            Contact contact = contacts.find(step, to).orElseThrow();
            if (contact.blocked()) {
                throw new IllegalStateException(contact.name() + " is blocked");
            }
            contacts.put(step, contact.met());
            Copy copy = new Copy(to, outbox.write(step, to, content, nowMs));
            long number = history.add(step, said(to, shown, file, List.of(copy), nowMs));
            also.in(step);
            step.commit();
            return number;
        }
    }

    private Entry said(Octets talk, String text, Optional<Octets> file, List<Copy> copies, long nowMs) {
        return new Entry(talk, self.fingerprint(), true, false, nowMs, nowMs, text, file, copies);
    }

    /** Writes a text to a group; returns its number in the history. */
    public long sendGroup(Octets group, String text, long nowMs) {
        return sayGroup(group, text, place -> new Content.Text(Optional.of(place), text), step -> {}, nowMs);
    }

    /** Sends a file to a group; returns its number in the history. */
    public long sendGroup(Octets group, Content.File file, Also also, long nowMs) {
        return sayGroup(
                group,
                file.name(),
                place -> new Content.File(Optional.of(place), file.file(), file.node(), file.name()),
                also,
                nowMs);
    }

    /** What is said at a place in a group. */
    @FunctionalInterface
    private interface Placed {
        Content at(GroupPlace place);
    }

    private long sayGroup(Octets group, String shown, Placed placed, Also also, long nowMs) {
        synchronized (books) {
            Step step = books.step();
            Circle circle = groups.find(step, group).orElseThrow().wrote();
            if (!circle.has(self.fingerprint())) {
                throw new IllegalStateException("you are not in this group any more");
            }
            Content content = placed.at(circle.group().place(self.crypto(), circle.written()));
            List<Copy> copies = copies(step, circle, content, nowMs);
            groups.put(step, circle);
            Optional<Octets> file =
                    content instanceof Content.File ? Optional.of(Octets.of(content.encode())) : Optional.empty();
            long number = history.add(step, said(Groups.talk(group), shown, file, copies, nowMs));
            also.in(step);
            step.commit();
            return number;
        }
    }

    private List<Copy> copies(Step step, Circle circle, Content content, long nowMs) {
        List<Copy> copies = new ArrayList<>();
        for (Octets member : circle.group().members()) {
            boolean writable =
                    contacts.find(step, member).map(each -> !each.blocked()).orElse(false);
            if (writable && !member.equals(self.fingerprint())) {
                copies.add(new Copy(member, outbox.write(step, member, content, nowMs)));
            }
        }
        return copies;
    }

    /** Makes a group of oneself and others; returns its id. */
    public Octets found(String name, List<Octets> others, long nowMs) {
        synchronized (books) {
            Step step = books.step();
            boolean taken = contacts.named(step, name).isPresent()
                    || groups.all(step).stream().anyMatch(each -> each.name().equals(name));
            if (taken) {
                throw new IllegalArgumentException("somebody, or a group, is called " + name + " already");
            }
            List<Octets> members = new ArrayList<>(others);
            members.add(self.fingerprint());
            Group group = Group.make(self.crypto(), members.stream().distinct().toList());
            Circle circle = new Circle(name, self.fingerprint(), group, addresses(step, group), 0);
            tell(step, circle, circle.group().members(), nowMs);
            step.commit();
            return group.id();
        }
    }

    /** Changes who is in a group that one has made. */
    public void change(Octets id, List<Octets> members, long nowMs) {
        synchronized (books) {
            Step step = books.step();
            Circle before = groups.find(step, id).orElseThrow();
            if (!before.owner().equals(self.fingerprint())) {
                throw new IllegalStateException("only who made a group changes who is in it");
            }
            Group group = before.group().with(members);
            Circle next = new Circle(before.name(), before.owner(), group, addresses(step, group), before.written());
            List<Octets> told = new ArrayList<>(members);
            told.addAll(before.group().members());
            tell(step, next, told.stream().distinct().toList(), nowMs);
            step.commit();
        }
    }

    private List<Address> addresses(Step step, Group group) {
        return group.members().stream()
                .map(each -> each.equals(self.fingerprint())
                        ? places.address()
                        : contacts.find(step, each).orElseThrow().address())
                .toList();
    }

    private void tell(Step step, Circle circle, List<Octets> members, long nowMs) {
        groups.put(step, circle);
        for (Octets member : members) {
            if (!member.equals(self.fingerprint())) {
                outbox.write(step, member, circle.roll(), nowMs);
            }
        }
        Octets talk = Groups.talk(circle.group().id());
        String text = "the group " + circle.name() + " has "
                + circle.group().members().size() + " members now";
        history.add(step, Entry.note(talk, self.fingerprint(), nowMs, text));
    }

    /** Asks the owner of a group to be taken off its list. */
    public void leave(Octets id, long nowMs) {
        synchronized (books) {
            Step step = books.step();
            Circle circle = groups.find(step, id).orElseThrow();
            outbox.write(step, circle.owner(), new Content.Leave(id), nowMs);
            step.commit();
        }
    }

    /** Returns the last entries of a talk, oldest first; they count as read. */
    public List<History.Numbered> read(Octets talk, int most, long nowMs) {
        synchronized (books) {
            Step step = books.step();
            List<History.Numbered> last = history.last(step, talk, most);
            history.read(step, talk);
            if (policy.get().readReceipts() && contacts.find(step, talk).isPresent()) {
                Pair pair = Pair.of(step, talk);
                if (pair.read < pair.expected - 1) {
                    pair.read = pair.expected - 1;
                    pair.store(step, talk);
                }
            }
            step.commit();
            return last;
        }
    }
}
