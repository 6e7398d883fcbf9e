package org.qgate.kernel.internal.circuit.stream;

import org.qgate.api.network.StreamFailure;

/** Who waits for a stream that is not joined with a port yet. */
public interface StreamOwner {
    /** The stream ended, or its circuit did, before it was joined with a port. It is gone from its circuit. */
    void ended(StreamEnd stream, StreamFailure reason);

    /** Bytes came for a stream that is not joined with a port yet: they wait. */
    default void arrived(StreamEnd stream) {}

    /** The stream is over after it was joined with a port. */
    void finished(StreamEnd stream);
}
