package org.qgate.extender.messenger.talk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qgate.extender.messenger.address.Address;
import org.qgate.extender.messenger.content.Content;
import org.qgate.extender.messenger.session.Group;
import org.qgate.extender.messenger.session.Identity;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.session.Reader;
import org.qgate.extender.messenger.session.Writer;

/**
 * A group as one knows it.
 *
 * @param name how its owner calls it
 * @param owner who made it: nobody else changes its list
 * @param group the list
 * @param addresses of the members, in the order of the list
 * @param written how many messages one has written to it
 */
public record Circle(String name, Octets owner, Group group, List<Address> addresses, long written) {
    private static final int VERSION = 1;

    /** Copies the list. */
    public Circle {
        addresses = List.copyOf(addresses);
    }

    Circle with(Content.Roll roll) {
        return new Circle(roll.name(), owner, roll.group(), roll.members(), written);
    }

    Circle wrote() {
        return new Circle(name, owner, group, addresses, written + 1);
    }

    Content.Roll roll() {
        return new Content.Roll(group, name, addresses);
    }

    /** Whether somebody is in it. */
    public boolean has(Octets member) {
        return group.members().contains(member);
    }

    Optional<Address> address(Octets member) {
        return addresses.stream()
                .filter(each -> each.fingerprint().equals(member))
                .findFirst();
    }

    byte[] encode() {
        Writer writer = new Writer().u8(VERSION).text(name).raw(owner).block(group.encode());
        addresses.forEach(each -> each.write(writer));
        return writer.i64(written).bytes();
    }

    static Circle decode(byte[] bytes) {
        Reader reader = new Reader(bytes).version(VERSION);
        String name = reader.text(Content.MOST_NAME_BYTES);
        Octets owner = reader.octets(Identity.FINGERPRINT_BYTES);
        Group group = Group.decode(reader.block(Content.MOST_BYTES));
        List<Address> addresses = new ArrayList<>();
        for (int i = 0; i < group.members().size(); i++) {
            addresses.add(Address.read(reader));
        }
        Circle circle = new Circle(name, owner, group, addresses, reader.i64());
        reader.end();
        return circle;
    }
}
