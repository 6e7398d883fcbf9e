package org.qgate.kernel.internal.path;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.qgate.api.NodeId;
import org.qgate.kernel.internal.directory.Relay;

/**
 * What a path must satisfy.
 *
 * @param hops 1, 3 or 5
 * @param exitPort what the last hop must exit to; 0 for any exit
 * @param last the one node that may be the last hop, since it serves what is wanted, or null for an exit
 * @param exclude relays not to use
 * @param notBehind relays not to use but as a guard, such as those that just failed elsewhere: a guard stays the guard
 */
public record PathRequest(int hops, int exitPort, NodeId last, Set<NodeId> exclude, Set<NodeId> notBehind) {
    /** Whether a relay can be the last hop. */
    public boolean endsAt(Relay relay) {
        return last == null ? relay.exitsTo(exitPort) : relay.id().equals(last) && relay.serves();
    }

    /** Returns the same without others: all but the one that must be the last hop. */
    public PathRequest without(Set<NodeId> excludeToo, Set<NodeId> notBehindToo) {
        return new PathRequest(hops, exitPort, last, union(exclude, excludeToo), union(notBehind, notBehindToo));
    }

    private Set<NodeId> union(Set<NodeId> some, Set<NodeId> more) {
        return Stream.concat(some.stream(), more.stream().filter(one -> !one.equals(last)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns whether a relay may be another hop than the guard. */
    public boolean mayFollow(NodeId relay) {
        return !exclude.contains(relay) && !notBehind.contains(relay);
    }
}
