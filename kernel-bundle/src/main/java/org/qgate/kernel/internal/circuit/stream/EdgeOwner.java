package org.qgate.kernel.internal.circuit.stream;

import org.qgate.kernel.internal.circuit.cell.DestroyReason;

/** The circuit that an edge belongs to. */
public interface EdgeOwner {
    /**
     * A message that opens streams or answers queries: everything that is not alike at both ends.
     *
     * @return false when it breaks the protocol
     */
    boolean opening(int type, int stream, byte[] buffer, int offset, int length);

    /** A stream is gone from the edge. */
    void streamGone();

    /** The edge found the protocol or a bound broken: destroy the circuit. */
    void exceeded(DestroyReason reason);
}
