package org.qgate.kernel.internal.node;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.qgate.api.network.ServiceDesk;
import org.qgate.kernel.internal.circuit.cell.ServiceBody;
import org.qgate.kernel.internal.circuit.leg.TokenBucket;

/**
 * The protocols that this node's descriptor names: what is served, but not changed more often than signers make snapshots
 * for long ([DESC-13]). Event loop only.
 */
final class Announced {
    private static final int MOST = 64;
    private static final double CHANGES_PER_SECOND = 1 / 60.0;
    private static final int CHANGES_BURST = 10;

    private final TokenBucket changes = new TokenBucket();
    private List<String> names = List.of();

    /** Returns what to announce now. Without anybody to ask it stays what it was: a part may be being replaced. */
    List<String> names(Optional<ServiceDesk> desk, long nowNs) {
        List<String> served =
                desk.map(ServiceDesk::served).map(Announced::fitting).orElse(names);
        if (!served.equals(names) && changes.take(CHANGES_PER_SECOND, CHANGES_BURST, nowNs)) {
            names = served;
        }
        return names;
    }

    /** Returns what is announced, for hand-over. */
    List<String> names() {
        return names;
    }

    /** Takes up what was announced before a hand-over. */
    void thaw(List<?> before) {
        names = before.stream().map(String.class::cast).toList();
    }

    private static List<String> fitting(Set<String> served) {
        return served.stream()
                .filter(ServiceBody::isProtocol)
                .sorted()
                .limit(MOST)
                .toList();
    }
}
