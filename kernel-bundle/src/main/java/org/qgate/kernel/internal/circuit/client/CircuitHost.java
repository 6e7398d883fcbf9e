package org.qgate.kernel.internal.circuit.client;

import java.util.List;
import org.qgate.api.NodeId;
import org.qgate.api.net.IpAddress;
import org.qgate.kernel.internal.circuit.cell.DestroyReason;
import org.qgate.kernel.internal.circuit.cell.ViewBody;
import org.qgate.kernel.internal.circuit.stream.StreamEnd;

/** Who keeps a client's circuits. */
interface CircuitHost {
    /** Returns how long circuits take to build. */
    BuildTimes buildTimes();

    /** All hops stand, so long after the first link did. */
    void opened(ClientCircuit circuit, long tookNs);

    /**
     * A circuit is gone.
     *
     * @param blamed the hop that could not be added, or null when it was open
     */
    void gone(ClientCircuit circuit, DestroyReason reason, NodeId blamed);

    /** The last hop says which snapshot it has. */
    void told(NodeId relay, ViewBody view);

    /** A circuit lost a stream. */
    void streamGone(ClientCircuit circuit);

    /** An exit connected. False breaks the protocol. */
    boolean connected(StreamEnd stream, IpAddress address);

    /** An exit answered a query. False breaks the protocol. */
    boolean resolved(StreamEnd stream, List<IpAddress> addresses, List<String> names, int ttlSeconds);
}
