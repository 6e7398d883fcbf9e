package org.qgate.base.internal.swap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.qgate.api.base.Workers;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.UpdateError;
import org.qgate.api.transport.Ports;
import org.qgate.api.update.UpdateCounters;
import org.qgate.api.update.UpdateStep;
import org.qgate.base.internal.release.CorePackage;
import org.qgate.base.internal.release.Shelf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which versions are in office and puts others into it. {@link #replace} runs on one worker; the questions are
 * thread-safe.
 */
final class Office {
    private static final Logger LOG = LoggerFactory.getLogger("org.qgate.updates");

    private final Roster roster;
    private final Journal journal;
    private final Updates.Node around;
    private final Crossing crossing;
    private final Probations probations;
    private final Tally tally = new Tally();
    private final Map<String, CorePackage> current = new ConcurrentHashMap<>();

    Office(
            Shelf shelf,
            Roster roster,
            Journal journal,
            Updates.Node around,
            Bounds bounds,
            Workers worker,
            List<CorePackage> started) {
        this.roster = roster;
        this.journal = journal;
        this.around = around;
        crossing = new Crossing(roster, around, bounds);
        probations = new Probations(shelf, crossing, around, worker, this::inOffice);
        started.forEach(this::inOffice);
    }

    private void inOffice(CorePackage version) {
        current.put(version.bsn(), version);
    }

    long wallMs() {
        return around.clock().wallMs();
    }

    CorePackage current(String bsn) {
        return find(bsn).orElseThrow(() -> new QGateException(UpdateError.UNKNOWN, bsn + " is not installed"));
    }

    Optional<CorePackage> find(String bsn) {
        return Optional.ofNullable(current.get(bsn));
    }

    boolean onProbation(String bsn) {
        return probations.has(bsn);
    }

    /** Returns what a version in probation replaced. */
    Optional<CorePackage> previous(String bsn) {
        return probations.previous(bsn);
    }

    /** Returns the names of the parts that stand still when one is replaced. */
    List<String> frozenFor(String bsn) {
        List<String> names = new ArrayList<>();
        roster.around(bsn).forEach(seat -> names.add(seat.name()));
        names.add(bsn);
        return names;
    }

    UpdateCounters counters() {
        return tally.counters(around.ports()
                .get()
                .map(Ports::status)
                .map(status -> status.lateCallsRefused())
                .orElse(0L));
    }

    /** Replaces one version by another; every outcome is in the journal when this returns. On the worker. */
    void replace(long id, CorePackage from, CorePackage to) {
        Steps steps = new Steps(journal, tally, id);
        try {
            probations.settle(to.bsn());
            if (!current(to.bsn()).equals(from)) { // it was taken back after this update had begun
                throw new QGateException(
                        UpdateError.BUSY, from.bsn() + " " + from.version() + " left office meanwhile");
            }
            Checkup checkup = new Checkup(around.core(), around.health(), to.bsn(), to.location());
            Crossing.Crossed crossed = crossing.cross(steps, from, to);
            Swap swap = crossed.swap();
            switch (swap.end()) {
                case DONE -> took(steps, from, to, crossed, checkup);
                case BACK -> {
                    steps.failed(UpdateStep.ABORTED, UpdateError.NOT_READY, swap.error());
                    LOG.warn("{} {} did not take over: {}", to.bsn(), to.version(), swap.error());
                }
                case LOST -> {
                    crossing.restart(swap.lost());
                    steps.failed(UpdateStep.FAILED, UpdateError.UNCLEAR, swap.error());
                    LOG.error("{} {}: links were closed: {}", to.bsn(), to.version(), swap.error());
                }
            }
        } catch (QGateException refused) {
            steps.refused(refused);
            LOG.warn("{} {} did not take over: {}", to.bsn(), to.version(), refused.getMessage());
        } catch (RuntimeException broken) { // a defect here: the operator must hear of it, and nothing may hang on it
            steps.failed(UpdateStep.FAILED, UpdateError.UNCLEAR, "internal failure: " + broken);
            LOG.error("The update of {} failed", to.bsn(), broken);
        }
    }

    private void took(Steps steps, CorePackage from, CorePackage to, Crossing.Crossed crossed, Checkup checkup) {
        inOffice(to);
        tally.adopted(crossed.seat().part().adopted());
        roster.around(to.bsn()).forEach(seat -> tally.adopted(seat.part().adopted()));
        LOG.info("{} {} took over from {}", to.bsn(), to.version(), from.version());
        probations.watch(steps, from, to, crossed, checkup);
    }
}
