package org.qgate.api.network;

import java.util.List;
import org.qgate.api.NodeId;

/**
 * One circuit of this node.
 *
 * @param state {@code BUILDING}, {@code OPEN}, {@code RETIRED} (no new streams), {@code CLOSED}
 * @param purpose {@code general}, {@code prebuilt}, {@code manual}, {@code directory}
 * @param bytesSent cell bytes, both figures
 * @param rttMicros smoothed round trip to the last hop, 0 when not measured
 * @param windowBytes congestion window
 */
public record CircuitInfo(
        long id,
        String state,
        String purpose,
        List<Hop> hops,
        int cellBytes,
        int streams,
        long bytesSent,
        long bytesReceived,
        long ageMs,
        long rttMicros,
        long windowBytes,
        boolean anonymous) {
    /** One hop. */
    public record Hop(NodeId nodeId) {}
}
