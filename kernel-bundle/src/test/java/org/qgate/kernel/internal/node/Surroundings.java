package org.qgate.kernel.internal.node;

import java.util.List;
import java.util.Optional;
import org.qgate.api.NodeId;
import org.qgate.api.network.Node;
import org.qgate.api.network.NodeStatus;
import org.qgate.api.network.PeerInfo;
import org.qgate.api.network.Peers;
import org.qgate.api.network.SnapshotInfo;
import org.qgate.kernel.internal.directory.Relay;

/** What an exit asks of its node, answered without hopping threads: the simulator has one. */
record Surroundings(Overlay overlay) implements Peers, Node {
    @Override
    public List<PeerInfo> list() {
        return overlay.directory().view().sorted().stream()
                .map(Surroundings::known)
                .toList();
    }

    private static PeerInfo known(Relay relay) {
        return new PeerInfo(
                relay.id(),
                "KNOWN",
                "",
                null,
                relay.addresses(),
                List.of(),
                relay.suite().name(),
                0,
                0,
                0,
                0,
                0,
                0);
    }

    @Override
    public Optional<PeerInfo> info(NodeId id) {
        return list().stream().filter(peer -> peer.nodeId().equals(id)).findFirst();
    }

    @Override
    public List<NodeId> serving(String protocol) {
        return List.of();
    }

    @Override
    public void ban(NodeId id, String reason) {
        throw new AssertionError("nobody bans here");
    }

    @Override
    public boolean unban(NodeId id) {
        return false;
    }

    @Override
    public List<Ban> bans() {
        return List.of();
    }

    @Override
    public NodeStatus status() {
        NodeSettings settings = overlay.settings();
        return new NodeStatus(
                overlay.identity().nodeId(),
                overlay.network().id(),
                overlay.roles(),
                overlay.progress().percent(),
                overlay.progress().reason(),
                settings.links().listen(),
                settings.links().advertised(),
                SnapshotInfo.NONE,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                false,
                List.of());
    }

    @Override
    public boolean drain(long atMostMs) {
        return true;
    }
}
