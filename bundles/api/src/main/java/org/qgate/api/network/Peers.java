package org.qgate.api.network;

import java.util.List;
import java.util.Optional;
import org.qgate.api.NodeId;

/** Neighbours and known relays. Thread-safe; not on the event loop. */
public interface Peers {
    /** Returns linked peers first, then the other relays of the snapshot. */
    List<PeerInfo> list();

    /** Returns one peer. */
    Optional<PeerInfo> info(NodeId id);

    /** Returns listed nodes that announce a protocol, in no particular order, this one included; none for a name nobody uses. */
    List<NodeId> serving(String protocol);

    /** Refuses links with a node, durably, and closes those that stand. */
    void ban(NodeId id, String reason);

    /** Lifts a ban; false when there was none. */
    boolean unban(NodeId id);

    /** Returns all bans. */
    List<Ban> bans();

    /** One ban. */
    record Ban(NodeId id, String reason, long sinceMs) {}
}
