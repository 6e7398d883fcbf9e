package org.qgate.api.protocol;

import java.util.Optional;
import org.qgate.api.NodeId;

/**
 * Who asks.
 *
 * @param node proven; empty when it stays anonymous
 * @param circuit equal for what came over the same circuit, and says nothing else
 */
public record Caller(Optional<NodeId> node, String circuit) {}
