package org.qgate.extender.messenger.self;

import org.qgate.extender.messenger.address.Place;
import org.qgate.extender.messenger.mailbox.Request;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.session.Reader;
import org.qgate.extender.messenger.session.Writer;

/**
 * A box that one owns. Secret.
 *
 * @param place where
 * @param key opens it; random, for this box alone
 * @param home whether it is on one's own node
 * @param active whether others are to use it; one that is not is emptied for a while
 * @param untilMs when one that is not active is forgotten
 * @param registered whether the node has made it
 * @param signed id of the signed pre-key that lies there, 0 for none
 * @param life of the box, as the node said last
 * @param after number of the last envelope that was taken
 */
public record OwnPlace(
        Place place,
        Octets key,
        boolean home,
        boolean active,
        long untilMs,
        boolean registered,
        int signed,
        long life,
        long after) {
    private static final int VERSION = 1;

    OwnPlace active(boolean now, long until) {
        return new OwnPlace(place, key, home, now, until, registered, signed, life, after);
    }

    /** The node has made it, or has it no more: then everything is left there anew. */
    public OwnPlace registered(boolean now) {
        return new OwnPlace(place, key, home, active, untilMs, now, now ? signed : 0, life, after);
    }

    /** A signed pre-key lies there. */
    public OwnPlace stocked(int id) {
        return new OwnPlace(place, key, home, active, untilMs, registered, id, life, after);
    }

    /** All up to a number was taken. */
    public OwnPlace fetched(long now, long number) {
        return new OwnPlace(place, key, home, active, untilMs, registered, signed, now, number);
    }

    byte[] encode() {
        return new Writer()
                .u8(VERSION)
                .raw(place.node())
                .raw(place.box())
                .raw(key)
                .flag(home)
                .flag(active)
                .i64(untilMs)
                .flag(registered)
                .u32(signed)
                .i64(life)
                .i64(after)
                .bytes();
    }

    static OwnPlace decode(byte[] bytes) {
        Reader reader = new Reader(bytes).version(VERSION);
        OwnPlace own = new OwnPlace(
                new Place(reader.octets(Place.NODE_BYTES), reader.octets(Place.BOX_BYTES)),
                reader.octets(Request.KEY_BYTES),
                reader.flag(),
                reader.flag(),
                reader.i64(),
                reader.flag(),
                reader.upTo(Integer.MAX_VALUE),
                reader.i64(),
                reader.i64());
        reader.end();
        return own;
    }
}
