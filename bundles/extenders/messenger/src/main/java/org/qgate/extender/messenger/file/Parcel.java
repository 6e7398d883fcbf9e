package org.qgate.extender.messenger.file;

import org.qgate.extender.messenger.session.MalformedException;
import org.qgate.extender.messenger.session.Reader;
import org.qgate.extender.messenger.session.Writer;

/**
 * The chunks of one file, as far as they are here.
 *
 * @param chunks how many there are
 * @param have how many of them are here, the first ones
 * @param expiresMs until when they are kept
 */
record Parcel(int chunks, int have, long expiresMs) {
    /** How many chunks there are at most: 64 MiB, and an eighth more by padding. */
    static final int MOST_CHUNKS = 1_152;

    Parcel {
        if (chunks < 1 || chunks > MOST_CHUNKS || have < 0 || have > chunks) {
            throw new MalformedException(have + " of " + chunks + " chunks");
        }
    }

    boolean whole() {
        return have == chunks;
    }

    Parcel have(int now) {
        return new Parcel(chunks, now, expiresMs);
    }

    byte[] encode() {
        return new Writer().u32(chunks).u32(have).i64(expiresMs).bytes();
    }

    static Parcel decode(byte[] bytes) {
        Reader reader = new Reader(bytes);
        Parcel parcel = new Parcel(reader.upTo(MOST_CHUNKS), reader.upTo(MOST_CHUNKS), reader.i64());
        reader.end();
        return parcel;
    }
}
