package org.qgate.base.internal.swap;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Health;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.StateFolder;
import org.qgate.api.base.Workers;
import org.qgate.api.transport.Gate;
import org.qgate.api.transport.Ports;
import org.qgate.api.update.CoreUpdates;
import org.qgate.api.update.UpdateHistory;
import org.qgate.base.internal.release.CorePackage;
import org.qgate.base.internal.release.Shelf;

/** The door of this package: updates of one node, put together. */
public final class Updates {
    private final Office office;
    private final UpdateEngine engine;
    private final Journal journal;

    /**
     * The node around.
     *
     * @param gate asked anew each time, since the transport starts later
     * @param ports as above
     * @param threads makes the threads of single steps
     * @param probationMs how long a new version is watched
     */
    public record Node(
            Core core,
            Supplier<Optional<Gate>> gate,
            Supplier<Optional<Ports>> ports,
            Clock clock,
            Scheduler scheduler,
            Health health,
            ThreadFactory threads,
            long probationMs) {}

    /** Puts it together; {@code worker} has one thread, {@code started} is what works at first. */
    public Updates(
            Shelf shelf, Roster roster, StateFolder state, Workers worker, List<CorePackage> started, Node node) {
        this(shelf, roster, state, worker, started, node, Bounds.STANDARD);
    }

    Updates(
            Shelf shelf,
            Roster roster,
            StateFolder state,
            Workers worker,
            List<CorePackage> started,
            Node node,
            Bounds bounds) {
        journal = new Journal(state, bsn -> startedAs(bsn, started));
        office = new Office(shelf, roster, journal, node, bounds, worker, started);
        engine = new UpdateEngine(shelf, office, journal, worker);
    }

    private static String startedAs(String bsn, List<CorePackage> started) {
        return started.stream()
                .filter(each -> each.bsn().equals(bsn))
                .map(each -> each.version().toString())
                .findFirst()
                .orElse("");
    }

    /** Returns what operators may ask for. */
    public CoreUpdates service() {
        return engine;
    }

    /** Returns what updates did. */
    public UpdateHistory history() {
        return journal;
    }

    /** Returns the version in office. */
    public Optional<CorePackage> inOffice(String bsn) {
        return office.find(bsn);
    }
}
