package org.qgate.extender.messenger.session;

import java.util.ArrayList;
import java.util.List;

/**
 * Who is in a group, as of one version of its list. A group has no key of its own: each message goes to each member in the
 * session with that member, so whoever left reads nothing more and whoever joined nothing from before.
 *
 * @param id random, {@link #ID_BYTES} bytes
 * @param version 1 or more, counted up with each change
 * @param members fingerprints, 1 to {@link #MOST_MEMBERS}, each once; kept in the order of their digits
 */
public record Group(Octets id, int version, List<Octets> members) {
    /** How many may be in it: each message is sealed that often. */
    public static final int MOST_MEMBERS = 32;

    /** Length of its id. */
    public static final int ID_BYTES = 16;

    private static final int FORMAT = 1;

    /** Puts members into their order, refuses what is out of range. */
    public Group {
        Octets.exactly(ID_BYTES, id.bytes());
        List<Octets> sorted = new ArrayList<>(members);
        sorted.sort((one, other) -> one.hex().compareTo(other.hex()));
        members = List.copyOf(sorted);
        if (version < 1 || members.isEmpty() || members.size() > MOST_MEMBERS) {
            throw new MalformedException("version " + version + " of a group with " + members.size() + " members");
        }
        for (int i = 0; i < members.size(); i++) {
            Octets.exactly(Identity.FINGERPRINT_BYTES, members.get(i).bytes());
            if (i > 0 && members.get(i).equals(members.get(i - 1))) {
                throw new MalformedException("a member twice");
            }
        }
    }

    /** Makes one of a new id. */
    public static Group make(Crypto crypto, List<Octets> members) {
        return new Group(Octets.of(crypto.random().bytes(ID_BYTES)), 1, members);
    }

    /** Returns the next version, with other members. */
    public Group with(List<Octets> others) {
        return new Group(id, Math.addExact(version, 1), others);
    }

    /** Returns where a message of this version stands. */
    public GroupPlace place(Crypto crypto, long sequence) {
        return new GroupPlace(id, version, digest(crypto), sequence);
    }

    /** Returns a digest of all of it: two members that have the same digest have the same list. */
    public Octets digest(Crypto crypto) {
        return crypto.digest("qgm/1 group", Octets.of(encode()));
    }

    /** Returns it as bytes. */
    public byte[] encode() {
        Writer writer = new Writer().u8(FORMAT).raw(id).u32(version).u8(members.size());
        members.forEach(writer::raw);
        return writer.bytes();
    }

    /**
     * Reads what {@link #encode()} wrote.
     *
     * @throws MalformedException when it is none, or its members are not in their order
     */
    public static Group decode(byte[] bytes) {
        Reader reader = new Reader(bytes).version(FORMAT);
        Octets id = reader.octets(ID_BYTES);
        int version = reader.upTo(Integer.MAX_VALUE);
        List<Octets> members = new ArrayList<>();
        for (int left = reader.u8(); left > 0; left--) {
            members.add(reader.octets(Identity.FINGERPRINT_BYTES));
        }
        reader.end();
        Group group = new Group(id, version, members);
        if (!group.members().equals(members)) {
            throw new MalformedException("members out of order");
        }
        return group;
    }
}
