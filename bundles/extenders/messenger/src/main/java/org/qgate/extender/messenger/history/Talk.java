package org.qgate.extender.messenger.history;

import org.qgate.extender.messenger.session.Reader;
import org.qgate.extender.messenger.session.Writer;

/**
 * What is known of a talk without reading it.
 *
 * @param last number of its last entry
 * @param lastMs when that came
 * @param unread how many entries came in since it was read
 */
public record Talk(long last, long lastMs, int unread) {
    static final Talk NONE = new Talk(0, 0, 0);

    byte[] encode() {
        return new Writer().i64(last).i64(lastMs).u32(unread).bytes();
    }

    static Talk decode(byte[] bytes) {
        Reader reader = new Reader(bytes);
        Talk talk = new Talk(reader.i64(), reader.i64(), reader.upTo(Integer.MAX_VALUE));
        reader.end();
        return talk;
    }
}
