package org.qgate.api.network;

import java.util.List;
import org.qgate.api.error.QGateException;

/** This node's own circuits, and the number of those it relays. Thread-safe; not on the event loop. */
public interface Circuits {
    /** Returns the circuits that this node originated. */
    List<CircuitInfo> list();

    /**
     * Builds a circuit and waits for it.
     *
     * @throws QGateException QG-KRN-0002, 0003, 0004, 0005 or 0008
     */
    CircuitInfo build(CircuitRequest request, long atMostMs);

    /**
     * Closes a circuit of this node.
     *
     * @throws QGateException QG-KRN-0006 when there is none with this id
     */
    void close(long id);

    /**
     * Closes all circuits to new streams, so that the next request takes a new path; open streams go on.
     *
     * @throws QGateException QG-KRN-0002 when the node has not joined its network yet
     */
    void retireAll();
}
