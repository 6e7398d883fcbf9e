package org.qgate.kernel.internal.circuit.client;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.qgate.api.NodeId;

/**
 * Relays that a circuit could not be extended to lately, or that one fell silent behind: avoided where possible. Some of
 * them did nothing wrong, since who broke a circuit is a guess; those are blamed less often than one that is dead, and
 * are the first to be tried again when there is no path without all of them.
 */
final class FailedRelays {
    private static final long AVOID_NS = 60_000_000_000L;
    private static final int MOST = 64;

    /** In the order of their last failure, oldest first. */
    private final Map<Suspect, Failure> failures = new LinkedHashMap<>();

    /**
     * Who failed, and where.
     *
     * @param first whether as the first hop of a path
     */
    record Suspect(NodeId relay, boolean first) {}

    private record Failure(long untilNs, int times) {}

    /** Avoids a relay from now on, the more the oftener this is called. */
    void add(Suspect relay, long nowNs) {
        forget(nowNs);
        Failure before = failures.remove(relay);
        failures.put(relay, new Failure(nowNs + AVOID_NS, before == null ? 1 : before.times() + 1));
        if (failures.size() > MOST) {
            failures.remove(failures.keySet().iterator().next());
        }
    }

    /**
     * Returns what a path should do without, best first: all that failed; then all but the one that failed least often
     * and longest ago, and so on; at last nothing.
     */
    Stream<List<Suspect>> avoidances(long nowNs) {
        forget(nowNs);
        List<Suspect> leastFirst = failures.entrySet().stream()
                .sorted(Comparator.comparingInt(failed -> failed.getValue().times()))
                .map(Map.Entry::getKey)
                .toList();
        return IntStream.rangeClosed(0, leastFirst.size())
                .mapToObj(tried -> leastFirst.subList(tried, leastFirst.size()));
    }

    private void forget(long nowNs) {
        failures.values().removeIf(failure -> failure.untilNs() - nowNs <= 0);
    }
}
