package org.qgate.kernel.internal.circuit.client;

import java.util.List;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.network.PortRange;
import org.qgate.kernel.internal.directory.Relay;

/**
 * What a circuit is to be.
 *
 * @param purpose {@code general}, {@code prebuilt} or {@code manual}
 * @param exitPorts what the last hop serves
 */
record Plan(String purpose, CellSize size, List<NodeId> hops, List<PortRange> exitPorts) {
    static Plan of(String purpose, CellSize size, List<Relay> path) {
        Relay last = path.get(path.size() - 1);
        return new Plan(
                purpose,
                size,
                path.stream().map(Relay::id).toList(),
                last.flags().contains("exit") ? last.exitPorts() : List.of());
    }

    /** Returns the first hop alone, or those behind it. */
    List<NodeId> hops(boolean first) {
        return hops.subList(first ? 0 : 1, first ? 1 : hops.size());
    }

    NodeId last() {
        return hops.get(hops.size() - 1);
    }

    /** Whether the last hop serves a port; 0 asks for any. */
    boolean exitsTo(int port) {
        return port == 0 ? !exitPorts.isEmpty() : exitPorts.stream().anyMatch(range -> range.contains(port));
    }
}
