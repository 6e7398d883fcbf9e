package org.qgate.extender.messenger.command;

import java.util.Locale;
import java.util.Optional;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.store.Step;
import org.qgate.extender.messenger.talk.Circle;
import org.qgate.extender.messenger.talk.Contact;
import org.qgate.extender.messenger.talk.Desk;
import org.qgate.extender.messenger.talk.Groups;

/** Whom a name means. */
final class Names {
    private final Desk desk;

    Names(Desk desk) {
        this.desk = desk;
    }

    /** Finds somebody by name, or by how the fingerprint begins. */
    Contact person(Step step, String name) {
        return desk.contacts()
                .named(step, name)
                .or(() -> byDigits(step, name))
                .orElseThrow(() -> new IllegalArgumentException("nobody is called " + name + "; see contact list"));
    }

    private Optional<Contact> byDigits(Step step, String digits) {
        String small = digits.toLowerCase(Locale.ROOT);
        return small.length() < 8
                ? Optional.empty()
                : desk.contacts().all(step).stream()
                        .filter(each -> each.address().fingerprint().hex().startsWith(small))
                        .findFirst();
    }

    /** Finds a group by name; of two with the same name the one whose id is given after it, as list shows it. */
    Optional<Circle> group(Step step, String name) {
        return desk.groups().all(step).stream()
                .filter(each -> each.name().equals(name) || label(each).equals(name))
                .findFirst();
    }

    Circle groupThere(Step step, String name) {
        return group(step, name)
                .orElseThrow(() -> new IllegalArgumentException("no group is called " + name + "; see group list"));
    }

    /** Says a group's name and the first digits of its id. */
    static String label(Circle circle) {
        return circle.name() + "#" + circle.group().id().hex().substring(0, 6);
    }

    /** Says whose talk this is. */
    String talk(Step step, Octets talk) {
        return desk.contacts()
                .find(step, talk)
                .map(Contact::name)
                .or(() -> desk.groups().all(step).stream()
                        .filter(each -> Groups.talk(each.group().id()).equals(talk))
                        .map(Circle::name)
                        .findFirst())
                .orElse(talk.hex().substring(0, 8));
    }

    /** Says who somebody is. */
    String author(Step step, Octets who, Octets self) {
        return who.equals(self)
                ? "you"
                : desk.contacts()
                        .find(step, who)
                        .map(Contact::name)
                        .orElse(who.hex().substring(0, 8));
    }
}
