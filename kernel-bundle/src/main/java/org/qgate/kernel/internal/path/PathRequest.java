package org.qgate.kernel.internal.path;

import java.util.Set;
import org.qgate.api.NodeId;

/**
 * What a path must satisfy.
 *
 * @param hops 1, 3 or 5
 * @param exitPort what the last hop must exit to; 0 for any exit
 * @param exclude relays not to use, such as those that just failed
 */
public record PathRequest(int hops, int exitPort, Set<NodeId> exclude) {}
