package org.qgate.kernel.internal.path;

import java.util.Set;
import org.qgate.api.NodeId;

/**
 * What a path must satisfy.
 *
 * @param hops 1, 3 or 5
 * @param exitPort what the last hop must exit to; 0 for any exit
 * @param exclude relays not to use
 * @param notBehind relays not to use but as a guard, such as those that just failed elsewhere: a guard stays the guard
 */
public record PathRequest(int hops, int exitPort, Set<NodeId> exclude, Set<NodeId> notBehind) {
    /** Returns whether a relay may be another hop than the guard. */
    public boolean mayFollow(NodeId relay) {
        return !exclude.contains(relay) && !notBehind.contains(relay);
    }
}
