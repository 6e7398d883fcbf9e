package org.qgate.gate.internal.protocol;

import java.util.List;
import org.qgate.api.NodeId;
import org.qgate.api.network.Node;
import org.qgate.api.network.NodeStatus;
import org.qgate.api.network.SnapshotInfo;

/** A node that knows who it is. */
record FakeNode(NodeId id) implements Node {
    @Override
    public NodeStatus status() {
        return new NodeStatus(
                id,
                "test",
                List.of(),
                100,
                "",
                null,
                List.of(),
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
