package org.qgate.api.network;

import org.qgate.api.error.QGateException;

/** The overlay as a whole. Thread-safe; blocking up to a second: not on the event loop. */
public interface Node {
    /** Returns what the node is and how far it has come. */
    NodeStatus status();

    /**
     * Stops taking new circuits and streams, announces it, and waits until none are left.
     *
     * @param atMostMs how long to wait
     * @return whether all ended by themselves
     * @throws QGateException QG-KRN-0009 when it drains already
     */
    boolean drain(long atMostMs);
}
