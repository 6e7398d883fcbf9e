package org.qgate.kernel.internal.link;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.qgate.api.NodeId;

/** How far the clocks of authenticated peers are from ours: the latest sample of each, of a bounded number of peers. */
final class Skews {
    private static final int PEERS = 64;

    private final Map<NodeId, Long> byPeer = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<NodeId, Long> eldest) {
            return size() > PEERS;
        }
    };

    void sample(NodeId peer, long skewMs) {
        byPeer.put(peer, skewMs);
    }

    /** Returns the median, positive when the peers' clocks are ahead; the lower of two in the middle. */
    OptionalLong medianMs() {
        if (byPeer.isEmpty()) {
            return OptionalLong.empty();
        }
        long[] sorted =
                byPeer.values().stream().mapToLong(Long::longValue).sorted().toArray();
        return OptionalLong.of(sorted[(sorted.length - 1) / 2]);
    }
}
