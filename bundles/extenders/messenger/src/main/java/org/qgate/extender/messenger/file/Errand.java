package org.qgate.extender.messenger.file;

import org.qgate.extender.messenger.address.Place;
import org.qgate.extender.messenger.content.Content;
import org.qgate.extender.messenger.history.Entry;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.session.Reader;
import org.qgate.extender.messenger.session.Writer;

/**
 * A file that is to be brought to a node, or fetched from one.
 *
 * @param up whether it is brought; the message that names it goes out afterwards
 * @param group whether that message is for a group
 * @param talk for whom
 * @param node where to, or from where
 * @param file what the message says
 */
record Errand(boolean up, boolean group, Octets talk, Octets node, Content.File file) {
    byte[] encode() {
        return new Writer()
                .flag(up)
                .flag(group)
                .raw(talk)
                .raw(node)
                .block(file.encode())
                .bytes();
    }

    static Errand decode(byte[] bytes) {
        Reader reader = new Reader(bytes);
        Errand errand = new Errand(
                reader.flag(),
                reader.flag(),
                reader.octets(Entry.TALK_BYTES),
                reader.octets(Place.NODE_BYTES),
                (Content.File) Content.decode(reader.block(Content.MOST_BYTES)));
        reader.end();
        return errand;
    }
}
