package org.qgate.kernel.internal.link;

import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;

/** What links tell the layers above. Event loop only. */
public interface LinkEvents {
    /** A link stands, begun by either end. */
    void up(Link link);

    /** A link that this node wanted could not be made. */
    void failed(NodeId peer, LinkClose reason);

    /** An established link is gone. */
    void down(Link link, LinkClose reason);

    /**
     * Cells arrived, all of one size, one behind the other.
     *
     * @param buffer valid during the call; may be read only
     * @param offset of the first cell's header
     */
    void cells(Link link, CellSize size, byte[] buffer, int offset, int count);

    /** A control message arrived. */
    void control(Link link, ControlType type, byte[] buffer, int offset, int length);

    /** The link can take cells again. */
    void writable(Link link);

    /** Whether something needs a link that carried neither cells nor control messages for a while; false closes it. */
    default boolean needed(Link link) {
        return true;
    }
}
