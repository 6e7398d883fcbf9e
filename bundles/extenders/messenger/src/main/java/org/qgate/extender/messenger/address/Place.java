package org.qgate.extender.messenger.address;

import org.qgate.extender.messenger.session.MalformedException;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.session.Reader;
import org.qgate.extender.messenger.session.Writer;

/**
 * A box on a node.
 *
 * @param node id of the node, 32 bytes
 * @param box what the node knows the box by, random, 16 bytes
 */
public record Place(Octets node, Octets box) {
    /** Length of a node's id, in bytes. */
    public static final int NODE_BYTES = 32;

    /** Length of a box's id, in bytes. */
    public static final int BOX_BYTES = 16;

    /** Refuses ids of another length. */
    public Place {
        if (node.length() != NODE_BYTES || box.length() != BOX_BYTES) {
            throw new MalformedException("a place of " + node + " and " + box);
        }
    }

    void write(Writer writer) {
        writer.raw(node).raw(box);
    }

    static Place read(Reader reader) {
        return new Place(reader.octets(NODE_BYTES), reader.octets(BOX_BYTES));
    }
}
