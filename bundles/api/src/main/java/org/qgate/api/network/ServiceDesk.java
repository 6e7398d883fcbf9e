package org.qgate.api.network;

import java.util.Set;

/** Who dials and serves protocols of this node. Called by the overlay on the event loop; must not block. */
public interface ServiceDesk {
    /** A dialled stream is accepted: splice it. */
    void opened(long stream);

    /** A dialled stream could not be opened. */
    void failed(long stream, StreamFailure reason);

    /** Another node wants a stream: answer with {@link ServiceStreams#accept} or {@link ServiceStreams#refuse}. */
    void begin(ServiceBegin begin);

    /** The stream is gone before it was accepted: forget it. */
    void gone(long stream);

    /** Returns what is served at the moment: a node of the role {@code service} announces it in its descriptor. */
    Set<String> served();
}
