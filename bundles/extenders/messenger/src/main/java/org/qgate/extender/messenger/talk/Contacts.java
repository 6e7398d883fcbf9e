package org.qgate.extender.messenger.talk;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.qgate.extender.messenger.address.Address;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.store.Step;

/** Who is known here. To be used within a step of whoever holds the books. */
public final class Contacts {
    /** How many there are at most. */
    static final int MOST = 1_000;
    /** How many of them may have written first and were never answered. */
    static final int MOST_STRANGERS = 200;

    private static final String MAP = "contacts";
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,31}");
    private static final int SHOWN_DIGITS = 8;

    /** Returns somebody. */
    public Optional<Contact> find(Step step, Octets fingerprint) {
        return step.get(MAP, fingerprint).map(Contact::decode);
    }

    /** Returns everybody, in no order that means anything. */
    public List<Contact> all(Step step) {
        return step.rows(MAP, Octets.NONE, MOST).stream()
                .map(entry -> Contact.decode(entry.value()))
                .toList();
    }

    /** Finds somebody by name. */
    public Optional<Contact> named(Step step, String name) {
        return all(step).stream().filter(each -> each.name().equals(name)).findFirst();
    }

    void put(Step step, Contact contact) {
        step.put(MAP, contact.address().fingerprint(), contact.encode());
    }

    /**
     * Adds somebody, or gives somebody who wrote first a name.
     *
     * @throws IllegalArgumentException when the name is none, or somebody else's
     */
    Contact add(Step step, String name, Address address) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a name has 1 to 32 letters, digits and . _ -, and begins with a letter or digit");
        }
        List<Contact> all = all(step);
        boolean taken = all.stream()
                .anyMatch(each -> each.name().equals(name)
                        && !each.address().fingerprint().equals(address.fingerprint()));
        if (taken) {
            throw new IllegalArgumentException("somebody else is called " + name);
        }
        Optional<Contact> there = find(step, address.fingerprint());
        if (there.isEmpty() && all.size() >= MOST) {
            throw new IllegalArgumentException("there are " + MOST + " contacts already");
        }
        Contact contact = there.map(each -> each.at(address).named(name))
                .orElseGet(() -> new Contact(name, address, true, false));
        put(step, contact);
        return contact;
    }

    /** Makes a contact of somebody who wrote first, under the first digits of the fingerprint; empty when there are too many. */
    Optional<Contact> stranger(Step step, Address address) {
        List<Contact> all = all(step);
        long strangers = all.stream().filter(each -> !each.known()).count();
        if (all.size() >= MOST || strangers >= MOST_STRANGERS) {
            return Optional.empty();
        }
        String digits = address.fingerprint().hex();
        String name = digits.substring(0, SHOWN_DIGITS);
        boolean taken = all.stream().anyMatch(each -> each.name().equals(name));
        Contact contact = new Contact(taken ? digits.substring(0, 32) : name, address, false, false);
        put(step, contact);
        return Optional.of(contact);
    }
}
