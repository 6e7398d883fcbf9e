package org.qgate.extender.messenger.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qgate.extender.messenger.address.Address;
import org.qgate.extender.messenger.address.Place;
import org.qgate.extender.messenger.session.Attachment;
import org.qgate.extender.messenger.session.Group;
import org.qgate.extender.messenger.session.GroupPlace;
import org.qgate.extender.messenger.session.MalformedException;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.session.Reader;
import org.qgate.extender.messenger.session.Writer;

/** What one letter says. */
public sealed interface Content {
    /** The longest text, in bytes of UTF-8. */
    int MOST_TEXT_BYTES = 16_000;

    /** The longest name of a file or a group, in bytes of UTF-8. */
    int MOST_NAME_BYTES = 255;

    /** The longest encoding: a list of a full group. */
    int MOST_BYTES = MOST_TEXT_BYTES + 1_024;

    /** Nothing: the letter brings receipts only. */
    record Nothing() implements Content {}

    /**
     * A text.
     *
     * @param place in a group; empty when it is for its receiver alone
     */
    record Text(Optional<GroupPlace> place, String text) implements Content {}

    /**
     * A file that lies somewhere.
     *
     * @param file its key
     * @param node where its chunks are fetched
     */
    record File(Optional<GroupPlace> place, Attachment file, Octets node, String name) implements Content {}

    /**
     * Who is in a group from now on.
     *
     * @param group its list
     * @param name how its owner calls it
     * @param members their addresses, in the order of the list
     */
    record Roll(Group group, String name, List<Address> members) implements Content {
        /** Refuses addresses of others. */
        public Roll {
            members = List.copyOf(members);
            if (!group.members()
                    .equals(members.stream().map(Address::fingerprint).toList())) {
                throw new MalformedException("addresses that are not the members'");
            }
        }
    }

    /** Asks the owner of a group to be taken off its list. */
    record Leave(Octets group) implements Content {}

    /** Returns it as bytes. */
    default byte[] encode() {
        Writer writer = new Writer();
        if (this instanceof Text its) {
            place(writer.u8(1), its.place).text(its.text);
        } else if (this instanceof File its) {
            place(writer.u8(2), its.place).raw(its.file.encode()).raw(its.node).text(its.name);
        } else if (this instanceof Roll its) {
            writer.u8(3).block(its.group.encode()).text(its.name);
            its.members.forEach(each -> each.write(writer));
        } else if (this instanceof Leave its) {
            writer.u8(4).raw(its.group);
        } else {
            writer.u8(0);
        }
        return writer.bytes();
    }

    private static Writer place(Writer writer, Optional<GroupPlace> place) {
        writer.flag(place.isPresent());
        place.ifPresent(its -> writer.raw(its.encode()));
        return writer;
    }

    /**
     * Reads what {@link #encode()} wrote.
     *
     * @throws MalformedException when it is none
     */
    static Content decode(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new MalformedException("content of " + bytes.length + " bytes");
        }
        Reader reader = new Reader(bytes);
        int kind = reader.u8();
        Content content =
                switch (kind) {
                    case 0 -> new Nothing();
                    case 1 -> new Text(place(reader), reader.text(MOST_TEXT_BYTES));
                    case 2 ->
                        new File(
                                place(reader),
                                Attachment.decode(reader.raw(Attachment.BYTES)),
                                reader.octets(Place.NODE_BYTES),
                                reader.text(MOST_NAME_BYTES));
                    case 3 -> roll(reader);
                    case 4 -> new Leave(reader.octets(Group.ID_BYTES));
                    default -> throw new MalformedException("content of kind " + kind);
                };
        reader.end();
        return content;
    }

    private static Optional<GroupPlace> place(Reader reader) {
        return reader.flag() ? Optional.of(GroupPlace.decode(reader.raw(GroupPlace.BYTES))) : Optional.empty();
    }

    private static Roll roll(Reader reader) {
        Group group = Group.decode(reader.block(MOST_BYTES));
        String name = reader.text(MOST_NAME_BYTES);
        List<Address> members = new ArrayList<>();
        for (int i = 0; i < group.members().size(); i++) {
            members.add(Address.read(reader));
        }
        return new Roll(group, name, members);
    }
}
