package org.qgate.kernel.internal.link;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.qgate.api.NodeId;

/**
 * Masked ephemerals of first messages seen lately ([PROBE-1], [PROBE-3]). A first message states its time and is
 * refused when that is more than 15 minutes off, so an entry must live for 30 minutes: two generations of 30 minutes
 * hold every entry for 30 to 60. Bounded: a full generation is turned early. Only who knows this node's link key can
 * fill it.
 */
final class ReplayCache {
    private static final int GENERATION_ENTRIES = 65_536;
    private static final long GENERATION_NS = 1_800_000_000_000L;

    private Set<NodeId> current = new HashSet<>(); // 32 bytes by value, as node ids are
    private Set<NodeId> previous = new HashSet<>();
    private long turnedNs;

    ReplayCache(long nowNs) {
        turnedNs = nowNs;
    }

    /** Remembers the 32 bytes at an offset; false when they were seen before. */
    boolean fresh(byte[] message, int offset, long nowNs) {
        if (nowNs - turnedNs > GENERATION_NS || current.size() >= GENERATION_ENTRIES) {
            previous = nowNs - turnedNs > 2 * GENERATION_NS ? new HashSet<>() : current;
            current = new HashSet<>();
            turnedNs = nowNs;
        }
        NodeId seen = NodeId.of(Arrays.copyOfRange(message, offset, offset + NodeId.BYTES));
        return !previous.contains(seen) && current.add(seen);
    }

    int size() {
        return current.size() + previous.size();
    }

    Map<String, Object> freeze(long nowNs) {
        Map<String, Object> frozen = new LinkedHashMap<>();
        frozen.put("ageMs", (nowNs - turnedNs) / 1_000_000);
        frozen.put("current", join(current));
        frozen.put("previous", join(previous));
        return frozen;
    }

    void thaw(FrozenMap frozen, long nowNs) {
        turnedNs = nowNs - frozen.number("ageMs") * 1_000_000;
        current = split(frozen.bytes("current"));
        previous = split(frozen.bytes("previous"));
    }

    private static byte[] join(Set<NodeId> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(entries.size() * NodeId.BYTES);
        entries.forEach(entry -> out.writeBytes(entry.bytes()));
        return out.toByteArray();
    }

    private static Set<NodeId> split(byte[] joined) {
        Set<NodeId> entries = new HashSet<>();
        for (int at = 0; at < joined.length; at += NodeId.BYTES) {
            entries.add(NodeId.of(Arrays.copyOfRange(joined, at, at + NodeId.BYTES)));
        }
        return entries;
    }
}
