package org.qgate.api.network;

import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;

/**
 * A stream to a service of another node.
 *
 * @param node who serves it: listed, with the role {@code service}
 * @param protocol which service, as {@link ServiceStreams#PROTOCOL} allows
 * @param identify whether to prove this node's id to it; otherwise it learns nothing of who asks
 * @param isolation streams share a circuit only when these are equal
 * @param hops 1, 3 or 5; the last one is the node itself
 */
public record ServiceRequest(
        NodeId node, String protocol, boolean identify, String isolation, int hops, CellSize cells) {}
