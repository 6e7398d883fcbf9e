package org.qgate.kernel.internal.circuit.client;

import java.util.ArrayDeque;
import java.util.List;

/**
 * How long circuits took to build lately, and thus how long it makes sense to wait for one, in the manner of Tor's
 * path-spec: a relay that is stuck costs a fraction of the configured time once this node knows its network.
 */
final class BuildTimes {
    /** Fewer say nothing yet: the configured time holds. */
    private static final int FEWEST = 20;

    private static final int MOST = 100;
    /** Four circuits of five were built in so long (path-spec's quantile of timeouts). */
    private static final double QUANTILE = 0.8;
    /** Beyond that quantile: the slowest fifth shall still be built, only what is stuck shall not. */
    private static final int PATIENCE = 3;

    /** Never less: one lost segment of TCP takes a second to be sent again at first (RFC 6298, 2.1). */
    private static final long SHORTEST_MS = 1_500;
    /** So many in a row, and the network is not what it was: what was learnt is forgotten. */
    private static final int FORGET = 5;

    private final ArrayDeque<Long> perHopMicros = new ArrayDeque<>();
    private int lateInARow;

    /** A circuit was built. */
    void built(int hops, long tookNs) {
        lateInARow = 0;
        perHopMicros.addLast(tookNs / 1_000 / hops);
        if (perHopMicros.size() > MOST) {
            perHopMicros.removeFirst();
        }
    }

    /** A circuit was given up because it took too long. */
    void late() {
        if (++lateInARow == FORGET) {
            perHopMicros.clear();
            lateInARow = 0;
        }
    }

    /** Returns how long to wait for a circuit, at most as configured. */
    long timeoutMs(int hops, long configuredMs) {
        if (perHopMicros.size() < FEWEST) {
            return configuredMs;
        }
        List<Long> sorted = perHopMicros.stream().sorted().toList();
        long usual = sorted.get((int) Math.ceil(QUANTILE * sorted.size()) - 1);
        long wanted = PATIENCE * hops * usual / 1_000;
        return Math.min(configuredMs, Math.max(SHORTEST_MS, wanted));
    }

    /** Returns the times, oldest first. */
    List<Long> freeze() {
        return List.copyOf(perHopMicros);
    }

    /** Takes up what {@link #freeze} returned. */
    void thaw(List<Long> times) {
        perHopMicros.addAll(times);
    }
}
