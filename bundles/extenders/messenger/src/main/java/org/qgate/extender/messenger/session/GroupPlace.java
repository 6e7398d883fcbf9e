package org.qgate.extender.messenger.session;

/**
 * Where a message stands in a group; begins the content of each message to it. A sender who shows different lists to different
 * members, or different messages under one number, is found out when members compare.
 *
 * @param group its id
 * @param version of the list of members that the sender had
 * @param digest {@link Group#digest} of that list
 * @param sequence of the sender in this group, from 1, without gaps
 */
public record GroupPlace(Octets group, int version, Octets digest, long sequence) {
    /** Length of {@link #encode()}. */
    public static final int BYTES = 1 + Group.ID_BYTES + 4 + 32 + 8;

    private static final int FORMAT = 1;

    /** Refuses what is out of range. */
    public GroupPlace {
        Octets.exactly(Group.ID_BYTES, group.bytes());
        Octets.exactly(32, digest.bytes());
        if (version < 1 || sequence < 1) {
            throw new MalformedException("version " + version + ", sequence " + sequence);
        }
    }

    /** Whether the sender had this list. */
    public boolean of(Crypto crypto, Group list) {
        return group.equals(list.id()) && version == list.version() && digest.equals(list.digest(crypto));
    }

    /** Returns it as {@link #BYTES} bytes. */
    public byte[] encode() {
        return new Writer()
                .u8(FORMAT)
                .raw(group)
                .u32(version)
                .raw(digest)
                .i64(sequence)
                .bytes();
    }

    /**
     * Reads what {@link #encode()} wrote.
     *
     * @throws MalformedException when it is none
     */
    public static GroupPlace decode(byte[] bytes) {
        Reader reader = new Reader(bytes).version(FORMAT);
        GroupPlace place = new GroupPlace(
                reader.octets(Group.ID_BYTES), reader.upTo(Integer.MAX_VALUE), reader.octets(32), reader.i64());
        reader.end();
        return place;
    }
}
