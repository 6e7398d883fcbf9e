package org.qgate.kernel.internal.link;

import java.util.List;
import java.util.Set;
import org.qgate.api.NodeId;
import org.qgate.api.net.IpAddress;
import org.qgate.api.net.IpRange;

/**
 * Who may link, by address and by key ([ACCESS-1] to [ACCESS-3]).
 *
 * @param allowRanges narrow the default-deny mode to these addresses, when there are any
 * @param denyRanges refused in any mode, in both directions
 * @param defaultDeny only nodes of {@code allowNodes} may link: a closed network
 */
public record AccessRules(
        List<IpRange> allowRanges, List<IpRange> denyRanges, boolean defaultDeny, Set<NodeId> allowNodes) {

    /** Whether connections with an address may be made or taken. */
    boolean admits(IpAddress address) {
        if (denyRanges.stream().anyMatch(range -> range.contains(address))) {
            return false;
        }
        return !defaultDeny || allowRanges.isEmpty() || allowRanges.stream().anyMatch(range -> range.contains(address));
    }

    /** Whether a node may link; null stands for an anonymous client. */
    boolean admits(NodeId peer) {
        return !defaultDeny || peer != null && allowNodes.contains(peer);
    }
}
