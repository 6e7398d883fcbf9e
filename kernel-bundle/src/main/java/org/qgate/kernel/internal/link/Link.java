package org.qgate.kernel.internal.link;

import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.net.Endpoint;

/**
 * An established link, as the layers above see it. Sending collects cells and control messages in the plaintext of the
 * next record, which is sealed when full or at the end of the loop's turn. Event loop only.
 */
public interface Link {
    /** Largest body of a control message. */
    int MAX_CONTROL = 16_384;

    /** Returns the link's number, unique in this process. */
    long id();

    /** Returns the authenticated peer, or null for an anonymous client. */
    NodeId peer();

    /** Whether this node began the link. */
    boolean initiator();

    /** Returns the other end's address. */
    Endpoint remote();

    /**
     * Whether more cells may be sent now; after false, {@link LinkEvents#writable} follows. Control is always taken.
     */
    boolean writable();

    /**
     * Makes room for one cell in the next record.
     *
     * @return the cell's offset in {@link #buffer}: write circuit id, command and body there, then {@link #endCell}
     */
    int beginCell(CellSize size);

    /** Returns the array that {@link #beginCell} spoke of; asked anew after each beginCell. */
    byte[] buffer();

    /** The cell begun last is complete. */
    void endCell();

    /**
     * Sends a control message behind what was sent before.
     *
     * @param body at most {@link #MAX_CONTROL} bytes
     */
    void control(ControlType type, byte[] body);

    /**
     * Says that something is overdue on this link: it is asked at once whether it lives, and closed when it does not
     * answer ([PAD-4]).
     */
    void doubted();

    /** Whether it was doubted, or asked for its round trip time, and nothing at all came since. */
    boolean isDoubted();

    /** Closes the link; the peer is told the reason. {@link LinkEvents#down} follows in a later turn. */
    void close(LinkClose reason);
}
