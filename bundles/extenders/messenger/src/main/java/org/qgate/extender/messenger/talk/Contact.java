package org.qgate.extender.messenger.talk;

import org.qgate.extender.messenger.address.Address;
import org.qgate.extender.messenger.content.Content;
import org.qgate.extender.messenger.session.Reader;
import org.qgate.extender.messenger.session.Writer;

/**
 * Somebody.
 *
 * @param name how one calls them
 * @param address where they are written to, as they said last
 * @param known whether one added them, or wrote to them; else they wrote first
 * @param blocked whether nothing of theirs is taken
 */
public record Contact(String name, Address address, boolean known, boolean blocked) {
    private static final int VERSION = 1;

    Contact at(Address now) {
        return new Contact(name, now, known, blocked);
    }

    Contact met() {
        return new Contact(name, address, true, blocked);
    }

    Contact blocked(boolean now) {
        return new Contact(name, address, known, now);
    }

    Contact named(String now) {
        return new Contact(now, address, true, blocked);
    }

    byte[] encode() {
        Writer writer = new Writer().u8(VERSION).text(name).flag(known).flag(blocked);
        address.write(writer);
        return writer.bytes();
    }

    static Contact decode(byte[] bytes) {
        Reader reader = new Reader(bytes).version(VERSION);
        String name = reader.text(Content.MOST_NAME_BYTES);
        boolean known = reader.flag();
        boolean blocked = reader.flag();
        Contact contact = new Contact(name, Address.read(reader), known, blocked);
        reader.end();
        return contact;
    }
}
