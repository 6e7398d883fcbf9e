package org.qgate.api.network;

import java.util.List;
import org.qgate.api.NodeId;
import org.qgate.api.net.Endpoint;

/**
 * A moment of the node.
 *
 * @param roles {@code client}, {@code relay}, {@code exit}, {@code seed}, {@code signer}
 * @param bootstrapPercent 0 to 100; 100 means a usable circuit stands (or, on a pure relay, that it is in the snapshot)
 * @param bootstrapReason what is being waited for, or why it does not go on
 * @param linkListen where links are accepted, or null
 * @param linkAdvertise what the descriptor says; empty for a client
 * @param clockSkewMs this node's clock minus the median of its peers'; positive when it is ahead
 * @param memoryBytes bytes held in cell and stream queues
 * @param memoryCapBytes their bound
 */
public record NodeStatus(
        NodeId nodeId,
        String networkId,
        List<String> roles,
        int bootstrapPercent,
        String bootstrapReason,
        Endpoint linkListen,
        List<Endpoint> linkAdvertise,
        SnapshotInfo snapshot,
        int links,
        int circuits,
        int relayedCircuits,
        int streams,
        long clockSkewMs,
        long memoryBytes,
        long memoryCapBytes,
        long uptimeMs,
        boolean draining,
        List<Counter> counters) {
    /** One counter of the overlay with its name as in {@code docs/operating.md}. */
    public record Counter(String name, long value) {}
}
