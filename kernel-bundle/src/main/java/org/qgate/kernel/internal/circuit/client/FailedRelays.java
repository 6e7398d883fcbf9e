package org.qgate.kernel.internal.circuit.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.qgate.api.NodeId;

/** Relays that a circuit could not be extended to lately: the next path avoids them if it can. */
final class FailedRelays {
    private static final long AVOID_NS = 60_000_000_000L;
    private static final int MOST = 64;

    private final Map<NodeId, Long> untilNs = new LinkedHashMap<>();

    void add(NodeId relay, long nowNs) {
        untilNs.remove(relay);
        untilNs.put(relay, nowNs + AVOID_NS);
        if (untilNs.size() > MOST) {
            untilNs.remove(untilNs.keySet().iterator().next());
        }
    }

    Set<NodeId> recent(long nowNs) {
        untilNs.values().removeIf(until -> until - nowNs <= 0);
        return untilNs.keySet();
    }
}
