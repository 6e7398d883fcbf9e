package org.qgate.ext.net;

import java.util.Optional;

/**
 * Who asks.
 *
 * @param node the id of the node that dialled, proven; empty when it stays anonymous
 * @param circuit equal for what came over the same circuit, and says nothing else
 */
public record Caller(Optional<String> node, String circuit) {}
