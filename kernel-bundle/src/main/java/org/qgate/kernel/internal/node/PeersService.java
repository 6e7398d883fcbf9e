package org.qgate.kernel.internal.node;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.qgate.api.NodeId;
import org.qgate.api.network.PeerInfo;
import org.qgate.api.network.Peers;
import org.qgate.kernel.internal.directory.Relay;
import org.qgate.kernel.internal.link.LinkInfo;

/** Answers who the neighbours are, and keeps the bans. */
final class PeersService implements Peers {
    private final NodeLife life;

    PeersService(NodeLife life) {
        this.life = life;
    }

    @Override
    public List<PeerInfo> list() {
        Overlay overlay = life.joined();
        return life.loop().ask(() -> list(overlay));
    }

    private List<PeerInfo> list(Overlay overlay) {
        List<PeerInfo> peers = new ArrayList<>();
        Set<NodeId> linked = new HashSet<>();
        for (LinkInfo link : overlay.links().infos()) {
            peers.add(linked(overlay, link));
            if (link.peer() != null) {
                linked.add(link.peer());
            }
        }
        for (Relay relay : overlay.directory().view().sorted()) {
            if (!linked.contains(relay.id())
                    && !relay.id().equals(overlay.identity().nodeId())) {
                peers.add(known(overlay, relay));
            }
        }
        return peers;
    }

    private static PeerInfo linked(Overlay overlay, LinkInfo link) {
        Optional<Relay> relay =
                Optional.ofNullable(link.peer()).flatMap(overlay.directory().view()::relay);
        return new PeerInfo(
                link.peer(),
                "LINKED",
                link.initiator() ? "out" : "in",
                link.remote(),
                relay.map(Relay::addresses).orElse(List.of()),
                relay.map(PeersService::flags).orElse(List.of()),
                link.suite().name(),
                link.upSinceMs(),
                link.rttMicros(),
                link.bytesIn(),
                link.bytesOut(),
                overlay.circuits().on(link.id()),
                link.keyGeneration());
    }

    private PeerInfo known(Overlay overlay, Relay relay) {
        String state = life.bans().contains(relay.id())
                ? "BANNED"
                : overlay.links().connecting().contains(relay.id()) ? "CONNECTING" : "KNOWN";
        return new PeerInfo(
                relay.id(),
                state,
                "",
                null,
                relay.addresses(),
                flags(relay),
                relay.suite().name(),
                0,
                0,
                0,
                0,
                0,
                0);
    }

    private static List<String> flags(Relay relay) {
        return relay.flags().stream().sorted().toList();
    }

    @Override
    public List<NodeId> serving(String protocol) {
        Overlay overlay = life.joined();
        return life.loop().ask(() -> overlay.directory().view().sorted().stream()
                .filter(relay -> relay.services().contains(protocol))
                .map(Relay::id)
                .toList());
    }

    @Override
    public Optional<PeerInfo> info(NodeId id) {
        return list().stream().filter(peer -> id.equals(peer.nodeId())).findFirst();
    }

    @Override
    public void ban(NodeId id, String reason) {
        life.bans().add(new Peers.Ban(id, reason, life.env().clock().wallMs()));
        life.overlay().ifPresent(running -> life.loop().tell(running::enforceBans));
    }

    @Override
    public boolean unban(NodeId id) {
        return life.bans().remove(id);
    }

    @Override
    public List<Ban> bans() {
        return life.bans().all();
    }
}
