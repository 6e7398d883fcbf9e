package org.qgate.gate.internal.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.qgate.api.NodeId;
import org.qgate.api.base.Current;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.Node;
import org.qgate.api.network.Peers;
import org.qgate.api.network.ServiceStreams;

/** What the kernel of this moment says: of streams on the event loop, of nodes to threads that may wait. Thread-safe. */
public final class Surroundings {
    private static final Duration PATIENCE = Duration.ofMillis(KernelDoor.WAIT_MS);

    private final Current<ServiceStreams> streams;
    private final Current<Peers> peers;
    private final Current<Node> node;
    private volatile Own known = new Own(null, null);

    /** Whose node this is, as one kernel said: another one may have joined another network. */
    private record Own(Node said, NodeId id) {}

    /** Takes the cells. */
    public Surroundings(Current<ServiceStreams> streams, Current<Peers> peers, Current<Node> node) {
        this.streams = streams;
        this.peers = peers;
        this.node = node;
    }

    Current<ServiceStreams> streams() {
        return streams;
    }

    /** Returns this node's id, or null while it is not in a network; may wait. */
    NodeId own() {
        Optional<Node> now = node.now();
        Own last = known;
        if (now.isEmpty() || now.get() == last.said()) {
            return last.id();
        }
        try {
            NodeId id = now.get().status().nodeId();
            known = id == null ? last : new Own(now.get(), id);
            return id;
        } catch (QGateException leaving) {
            return last.id(); // the next kernel has the same keys, or none
        }
    }

    /** Returns who announces a protocol; waits for a kernel. */
    List<NodeId> serving(String protocol) {
        try {
            return peers.await(PATIENCE).serving(protocol);
        } catch (QGateException absent) {
            throw new QGateException(ExtenderError.UNREACHABLE, "this node is not in the network", absent);
        }
    }
}
