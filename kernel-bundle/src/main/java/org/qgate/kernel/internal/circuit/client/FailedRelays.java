package org.qgate.kernel.internal.circuit.client;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.qgate.api.NodeId;

/** Relays that a circuit could not be extended to lately, or that one fell silent behind: avoided where possible. */
final class FailedRelays {
    private static final long AVOID_NS = 60_000_000_000L;
    private static final int MOST = 64;

    private final Map<NodeId, Failure> failures = new LinkedHashMap<>();

    private record Failure(long untilNs, boolean asExit) {}

    /** Avoids a hop of a path from now on. */
    void add(NodeId relay, Plan in, long nowNs) {
        failures.remove(relay);
        failures.put(relay, new Failure(nowNs + AVOID_NS, relay.equals(in.last())));
        if (failures.size() > MOST) {
            failures.remove(failures.keySet().iterator().next());
        }
    }

    /**
     * Returns what a path should do without, best first: where few relays are exits, better one of them that perhaps
     * failed than a middle that perhaps did.
     *
     * @param never what no path may have
     * @param now what is failing at this moment
     */
    List<Set<NodeId>> avoidances(Set<NodeId> never, Collection<NodeId> now, long nowNs) {
        failures.values().removeIf(failure -> failure.untilNs() - nowNs <= 0);
        Set<NodeId> all = new HashSet<>(never);
        all.addAll(now);
        all.addAll(failures.keySet());
        Set<NodeId> middles = new HashSet<>(all);
        failures.forEach((relay, failure) -> {
            if (failure.asExit() && !never.contains(relay)) {
                middles.remove(relay);
            }
        });
        return List.of(all, middles, never).stream().distinct().toList();
    }
}
