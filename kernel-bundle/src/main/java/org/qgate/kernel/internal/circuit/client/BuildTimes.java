package org.qgate.kernel.internal.circuit.client;

import java.util.ArrayDeque;
import java.util.List;

/**
 * How long circuits took to build lately, and thus how long it makes sense to wait for one ([PATH-11]), in the manner of
 * Tor's path-spec: a relay that is stuck costs a fraction of the configured time once this node knows its network.
 */
final class BuildTimes {
    /** Fewer say nothing yet: the configured time holds. */
    private static final int FEWEST = 20;

    private static final int MOST = 100;
    /** Four circuits of five were built in so long (path-spec's quantile of timeouts). */
    private static final double QUANTILE = 0.8;
    /** Beyond that quantile: the slowest fifth shall still be built, only what is stuck shall not. */
    private static final int PATIENCE = 3;

    private static final int HUNDRED = 100;

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
        long wanted = PATIENCE * hops * quantile(QUANTILE) / 1_000;
        return Math.min(configuredMs, Math.max(SHORTEST_MS, wanted));
    }

    /** Whether a circuit that took so long, counted already, is among the slowest so many of a hundred. */
    boolean isSlow(int hops, long tookNs, int percent) {
        return percent > 0
                && perHopMicros.size() >= FEWEST
                && tookNs / 1_000 / hops > quantile(1 - percent / (double) HUNDRED);
    }

    private long quantile(double share) {
        List<Long> sorted = perHopMicros.stream().sorted().toList();
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
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
