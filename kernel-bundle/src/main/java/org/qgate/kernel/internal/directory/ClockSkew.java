package org.qgate.kernel.internal.directory;

import java.util.LinkedHashMap;
import org.qgate.api.NodeId;
import org.qgate.api.error.KernelError;

/** Compares this clock with those of the relays that answered last. One of them may lie, the median seldom. */
final class ClockSkew {
    private static final int PEERS = 16;
    private static final long TOLERATED_MS = 60_000;

    private final LinkedHashMap<NodeId, Long> ahead = new LinkedHashMap<>();

    void heard(NodeId peer, long theirMs, long ourMs) {
        ahead.remove(peer);
        ahead.put(peer, ourMs - theirMs);
        if (ahead.size() > PEERS) {
            ahead.remove(ahead.keySet().iterator().next());
        }
    }

    /** Returns how far this clock is ahead of the median of the others, 0 when none was heard. */
    long aheadMs() {
        long[] sorted = ahead.values().stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    /** Returns a sentence with the code when the clocks differ too much, else an empty text. */
    String warning() {
        long ms = aheadMs();
        if (Math.abs(ms) <= TOLERATED_MS) {
            return "";
        }
        return KernelError.CLOCK_SKEW.id() + " this clock is " + Times.span(Math.abs(ms))
                + (ms > 0 ? " ahead of" : " behind") + " the median of " + ahead.size() + " relays; set it";
    }
}
