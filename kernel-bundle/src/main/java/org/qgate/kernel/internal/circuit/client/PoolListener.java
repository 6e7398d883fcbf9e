package org.qgate.kernel.internal.circuit.client;

import java.util.List;
import org.qgate.api.net.IpAddress;
import org.qgate.kernel.internal.circuit.cell.DestroyReason;
import org.qgate.kernel.internal.circuit.stream.StreamEnd;

/** Who waits for circuits and carries streams over them. */
public interface PoolListener {
    /** Whether a stream waits for a circuit. */
    boolean isWaiting();

    /** A circuit is ready. */
    void opened(ClientCircuit circuit);

    /** A circuit is gone; its streams were told. */
    void gone(ClientCircuit circuit, DestroyReason reason);

    /** An exit connected. False breaks the protocol. */
    boolean connected(StreamEnd stream, IpAddress address);

    /** An exit answered a query. False breaks the protocol. */
    boolean resolved(StreamEnd stream, List<IpAddress> addresses, List<String> names, int ttlSeconds);
}
