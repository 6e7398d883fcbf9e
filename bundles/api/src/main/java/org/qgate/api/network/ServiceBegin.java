package org.qgate.api.network;

import java.util.Optional;
import org.qgate.api.NodeId;

/**
 * Somebody asks for a service of this node.
 *
 * @param protocol as {@link ServiceStreams#PROTOCOL} allows; bounded and checked already
 * @param dialler who asks, proven for this circuit; empty when it did not say
 * @param isolation differs for each circuit: nothing learned for one is shown to another
 * @param previousHop equal for all circuits that came over the same neighbour
 */
public record ServiceBegin(
        long stream, String protocol, Optional<NodeId> dialler, String isolation, String previousHop) {}
