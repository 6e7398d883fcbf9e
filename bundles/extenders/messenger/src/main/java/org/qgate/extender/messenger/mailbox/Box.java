package org.qgate.extender.messenger.mailbox;

import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.session.Reader;
import org.qgate.extender.messenger.session.Writer;

/**
 * What a node knows of a box beside what is in it.
 *
 * @param keyDigest SHA-256 of the key that opens it
 * @param life random, made with the box
 * @param next number of the next envelope, from 1
 * @param count of envelopes
 * @param bytes of envelopes
 * @param fetchedMs when its owner was last heard, by days: to the day and no finer
 */
record Box(Octets keyDigest, long life, long next, int count, long bytes, long fetchedMs) {
    private static final int VERSION = 1;

    Box put(int envelopeBytes) {
        return new Box(keyDigest, life, next + 1, count + 1, bytes + envelopeBytes, fetchedMs);
    }

    Box without(int gone, long goneBytes) {
        return new Box(keyDigest, life, next, Math.max(0, count - gone), Math.max(0, bytes - goneBytes), fetchedMs);
    }

    Box fetched(long nowMs) {
        return new Box(keyDigest, life, next, count, bytes, nowMs);
    }

    byte[] encode() {
        return new Writer()
                .u8(VERSION)
                .raw(keyDigest)
                .i64(life)
                .i64(next)
                .u32(count)
                .i64(bytes)
                .i64(fetchedMs)
                .bytes();
    }

    static Box decode(byte[] bytes) {
        Reader reader = new Reader(bytes).version(VERSION);
        Box box = new Box(
                reader.octets(Request.KEY_BYTES),
                reader.i64(),
                reader.i64(),
                reader.upTo(Integer.MAX_VALUE),
                reader.i64(),
                reader.i64());
        reader.end();
        return box;
    }
}
