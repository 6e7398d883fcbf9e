package org.qgate.kernel.internal.directory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.NodeId;

/**
 * The common view: one verified snapshot with all its descriptors. Immutable.
 *
 * @param digest hexadecimal; empty when there is no snapshot
 * @param relays by id; only those whose descriptor is here and matches the snapshot's digest
 */
public record View(
        String digest,
        long validAfterMs,
        long freshUntilMs,
        long validUntilMs,
        int signatures,
        Map<NodeId, Relay> relays) {
    /** No view at all. */
    public static final View NONE = new View("", 0, 0, 0, 0, Map.of());

    /** Whether paths may be built from it now. */
    public boolean usable(long wallMs) {
        return !digest.isEmpty() && validAfterMs <= wallMs && wallMs < validUntilMs;
    }

    /** Returns a relay. */
    public Optional<Relay> relay(NodeId id) {
        return Optional.ofNullable(relays.get(id));
    }

    /** Returns all relays in order of their ids. */
    public List<Relay> sorted() {
        return relays.values().stream()
                .sorted((x, y) -> x.id().compareTo(y.id()))
                .toList();
    }
}
