package org.qgate.kernel.internal.node;

import java.util.ArrayList;
import java.util.List;
import org.qgate.api.network.Node;
import org.qgate.api.network.NodeStatus;
import org.qgate.api.network.SnapshotInfo;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.directory.Progress;

/** Answers what the node is and how far it has come. */
final class NodeService implements Node {
    private final NodeLife life;

    NodeService(NodeLife life) {
        this.life = life;
    }

    @Override
    public NodeStatus status() {
        return life.overlay()
                .map(running -> life.loop().ask(() -> joined(running)))
                .orElseGet(this::waiting);
    }

    private NodeStatus waiting() {
        NodeSettings settings = life.settings();
        return new NodeStatus(
                null,
                "",
                settings.duties().roles(),
                0,
                life.waitingFor(),
                settings.links().listen(),
                settings.links().advertised(),
                SnapshotInfo.NONE,
                0,
                0,
                0,
                0,
                0,
                0,
                settings.circuits().memoryBytes(),
                life.uptimeMs(),
                life.draining(),
                List.of());
    }

    private NodeStatus joined(Overlay overlay) {
        Progress progress = overlay.progress();
        String trouble = life.waitingFor();
        return new NodeStatus(
                overlay.identity().nodeId(),
                overlay.network().id(),
                overlay.roles(),
                progress.percent(),
                trouble.isEmpty() ? progress.reason() : trouble,
                life.listening() == null
                        ? overlay.settings().links().listen()
                        : life.listening().address(),
                overlay.settings().links().advertised(),
                overlay.directory().info(),
                overlay.links().all().size(),
                overlay.circuits().own(),
                overlay.circuits().relayed(),
                overlay.circuits().list().size(),
                overlay.clockAheadMs(),
                overlay.circuits().queuedBytes(),
                overlay.settings().circuits().memoryBytes(),
                life.uptimeMs(),
                life.draining(),
                counters());
    }

    private List<NodeStatus.Counter> counters() {
        List<NodeStatus.Counter> counters = new ArrayList<>();
        for (Counter counter : Counter.values()) {
            counters.add(new NodeStatus.Counter(counter.text(), life.env().counted(counter)));
        }
        return counters;
    }

    @Override
    public boolean drain(long atMostMs) {
        return life.drain(atMostMs);
    }
}
