package org.qgate.qrng.internal.deliver.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.qgate.api.NodeId;
import org.qgate.api.qrng.PoolInfo;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.QuantumPool;
import org.qgate.qrng.internal.flow.Batch;
import org.qgate.qrng.internal.flow.BatchHeader;

/**
 * Batches that lie ready, by origin: a device here or a server. Origins are drawn from in turn, so that none is needed;
 * each has an equal share of the room, so that a fast one leaves some to the others. Not thread-safe.
 */
final class Shelf {
    /** An origin that offered nothing for so long and has nothing left has no share of the room any more. */
    private static final long FORGET_NS = 60_000_000_000L;

    private final Map<String, Origin> origins = new LinkedHashMap<>();
    private long ownBytes;
    private long remoteBytes;

    /** What one origin has ready. */
    private static final class Origin {
        private final boolean own;
        private final Deque<Slice> slices = new ArrayDeque<>();
        private long bytes;
        private long lastNs;

        Origin(boolean own) {
            this.own = own;
        }
    }

    /** Returns the name of the origin of a batch, as {@link PoolInfo.Share} shows it. */
    static String origin(BatchHeader header) {
        return header.server().map(NodeId::toString).orElse(header.device());
    }

    /** Returns how many bytes there are of devices of this node. */
    long ownBytes() {
        return ownBytes;
    }

    /** Returns how many bytes there are of servers. */
    long remoteBytes() {
        return remoteBytes;
    }

    /** Returns how many bytes there are. */
    long bytes() {
        return ownBytes + remoteBytes;
    }

    /** Returns how much more an origin may bring: 0 or less when it has to wait. */
    long room(String origin, long capacity, long nowNs) {
        origins.values().removeIf(each -> each.bytes == 0 && nowNs - each.lastNs > FORGET_NS);
        Origin there = origins.get(origin);
        int active = origins.size() + (there == null ? 1 : 0);
        // A share is never less than one taker may ask for at once: it could wait for ever otherwise.
        long share = Math.max(capacity / active, QuantumPool.MOST);
        return Math.min(capacity - bytes(), share - (there == null ? 0 : there.bytes));
    }

    /** Puts a batch behind what is there of its origin. */
    void add(Batch batch, long nowNs) {
        boolean own = batch.header().server().isEmpty();
        Origin origin = origins.computeIfAbsent(origin(batch.header()), any -> new Origin(own));
        origin.lastNs = nowNs;
        origin.slices.addLast(new Slice(batch, 0, batch.bytes().length));
        count(origin, batch.bytes().length);
    }

    /**
     * Takes bytes out, from one origin after the other.
     *
     * @param count no more than there are of those kinds
     * @param mostSlices when as many were taken it is enough
     */
    List<Slice> draw(long count, boolean own, boolean remote, int mostSlices) {
        List<Slice> drawn = new ArrayList<>();
        long missing = count;
        while (missing > 0 && drawn.size() < mostSlices) {
            String name = next(own, remote);
            Origin origin = origins.remove(name);
            Slice first = origin.slices.removeFirst();
            int length = (int) Math.min(missing, first.length());
            drawn.add(new Slice(first.batch(), first.offset(), length));
            if (length < first.length()) {
                origin.slices.addFirst(new Slice(first.batch(), first.offset() + length, first.length() - length));
            }
            count(origin, -length);
            origins.put(name, origin); // behind the others now
            missing -= length;
        }
        return drawn;
    }

    private String next(boolean own, boolean remote) {
        for (Map.Entry<String, Origin> each : origins.entrySet()) {
            Origin origin = each.getValue();
            if (origin.bytes > 0 && (origin.own ? own : remote)) {
                return each.getKey();
            }
        }
        throw new IllegalStateException("more was drawn than there is");
    }

    private void count(Origin origin, long change) {
        origin.bytes += change;
        if (origin.own) {
            ownBytes += change;
        } else {
            remoteBytes += change;
        }
    }

    /** Drops what lies ready of a device of this node, from a window on; returns how many bytes. */
    long burn(String device, long fromWindow) {
        Origin origin = origins.get(device);
        if (origin == null || !origin.own) {
            return 0;
        }
        long burnt = 0;
        for (Iterator<Slice> each = origin.slices.iterator(); each.hasNext(); ) {
            Slice slice = each.next();
            if (slice.header().window() >= fromWindow) {
                slice.wipe();
                each.remove();
                burnt += slice.length();
            }
        }
        count(origin, -burnt);
        return burnt;
    }

    /** Takes all that is there. */
    List<Slice> drain() {
        return draw(bytes(), true, true, Integer.MAX_VALUE);
    }

    /** Returns who has how much ready. */
    List<PoolInfo.Share> shares() {
        List<PoolInfo.Share> shares = new ArrayList<>();
        new TreeMap<>(origins).forEach((name, origin) -> {
            Map<Provenance, Long> kinds = new TreeMap<>();
            origin.slices.forEach(each -> kinds.merge(each.header().provenance(), (long) each.length(), Long::sum));
            kinds.forEach((kind, bytes) -> shares.add(new PoolInfo.Share(name, kind, bytes)));
        });
        return shares;
    }
}
