package org.qgate.kernel.internal.circuit.client;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.qgate.api.NodeId;
import org.qgate.api.error.QGateException;
import org.qgate.kernel.internal.circuit.client.FailedRelays.Suspect;
import org.qgate.kernel.internal.directory.Relay;
import org.qgate.kernel.internal.path.PathRequest;
import org.qgate.kernel.internal.path.Paths;

/** Finds paths for circuits, without relays that failed lately where that is possible. Event loop only. */
final class PathFinder {
    private final Paths paths;
    private final FailedRelays failures = new FailedRelays();

    PathFinder(Paths paths) {
        this.paths = paths;
    }

    /**
     * Chooses a path.
     *
     * @param request excludes what the path may not have in any case
     * @param failing what is failing at this moment
     */
    Optional<List<Relay>> find(PathRequest request, Collection<NodeId> failing, long nowNs) {
        return Stream.concat(
                        failures.avoidances(nowNs).map(failed -> without(request, failing, failed)), Stream.of(request))
                .flatMap(wanted -> choose(wanted).stream())
                .findFirst();
    }

    /** Whether there is a path without any relay that failed lately. */
    boolean finds(PathRequest request, Collection<NodeId> failing, long nowNs) {
        return failures.avoidances(nowNs).limit(1).anyMatch(all -> choose(without(request, failing, all))
                .isPresent());
    }

    /**
     * A relay is to be avoided for a while.
     *
     * @param first whether it failed as the first hop: otherwise it may go on as a guard, lest the others of a path say
     *     which guard a client has
     */
    void failed(NodeId relay, boolean first, long nowNs) {
        failures.add(new Suspect(relay, first), nowNs);
    }

    /** Tells what became of a link to a guard. */
    void firstHop(NodeId guard, boolean reached) {
        paths.firstHop(guard, reached);
    }

    private static PathRequest without(PathRequest request, Collection<NodeId> failing, Collection<Suspect> failed) {
        Set<NodeId> exclude = new HashSet<>();
        Set<NodeId> notBehind = new HashSet<>(failing);
        failed.forEach(suspect -> (suspect.first() ? exclude : notBehind).add(suspect.relay()));
        return request.without(exclude, notBehind);
    }

    private Optional<List<Relay>> choose(PathRequest request) {
        try {
            return Optional.of(paths.choose(request));
        } catch (QGateException none) {
            return Optional.empty(); // the reason stands in the status; whoever waits, waits on
        }
    }
}
