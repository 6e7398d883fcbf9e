package org.qgate.base.internal.swap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.qgate.api.base.Workers;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.UpdateError;
import org.qgate.api.transport.Gate;
import org.qgate.api.transport.Ports;
import org.qgate.api.update.Part;
import org.qgate.api.update.UpdateCounters;
import org.qgate.api.update.UpdateRecord.StepTime;
import org.qgate.api.update.UpdateStep;
import org.qgate.base.internal.release.CorePackage;
import org.qgate.base.internal.release.Shelf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts versions into office and watches them. {@link #replace} and the checks of a probation run on one worker; the
 * questions are thread-safe.
 */
final class Office {
    private static final Logger LOG = LoggerFactory.getLogger("org.qgate.updates");
    private static final long CHECK_MS = 1_000;

    private final Shelf shelf;
    private final Roster roster;
    private final Journal journal;
    private final Updates.Node around;
    private final Bounds bounds;
    private final Workers worker;
    private final Tally tally = new Tally();
    private final Map<String, CorePackage> current = new ConcurrentHashMap<>();
    private final Map<String, Probation> probations = new ConcurrentHashMap<>();

    Office(
            Shelf shelf,
            Roster roster,
            Journal journal,
            Updates.Node around,
            Bounds bounds,
            Workers worker,
            List<CorePackage> started) {
        this.shelf = shelf;
        this.roster = roster;
        this.journal = journal;
        this.around = around;
        this.bounds = bounds;
        this.worker = worker;
        started.forEach(each -> current.put(each.bsn(), each));
    }

    /** A new version in office and what it replaced. */
    private record Probation(
            long id,
            CorePackage from,
            CorePackage to,
            Steps steps,
            Checkup checkup,
            long untilNs,
            AutoCloseable timer) {}

    /** The steps of one update as they are taken. */
    private final class Steps {
        private final long id;
        private final Map<UpdateStep, Long> micros = new LinkedHashMap<>();
        private long closedMicros;

        Steps(long id) {
            this.id = id;
        }

        void add(UpdateStep step, long ofMicros) {
            micros.merge(step, ofMicros, Long::sum);
        }

        void at(UpdateStep step, String error) {
            List<StepTime> times = new ArrayList<>();
            micros.forEach((each, taken) -> times.add(new StepTime(each, taken)));
            journal.step(id, step, times, closedMicros, error);
        }

        void end(UpdateStep outcome, String error) {
            at(outcome, error);
            tally.ended(outcome);
        }
    }

    long wallMs() {
        return around.clock().wallMs();
    }

    CorePackage current(String bsn) {
        CorePackage found = current.get(bsn);
        if (found == null) {
            throw new QGateException(UpdateError.UNKNOWN, bsn + " is not installed");
        }
        return found;
    }

    Optional<CorePackage> find(String bsn) {
        return Optional.ofNullable(current.get(bsn));
    }

    boolean onProbation(String bsn) {
        return probations.containsKey(bsn);
    }

    /** Returns what a version in probation replaced. */
    Optional<String> previous(String bsn) {
        return Optional.ofNullable(probations.get(bsn))
                .map(each -> each.from().version().toString());
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
        Steps steps = new Steps(id);
        try {
            settle(to.bsn());
            Swap swap = handOver(steps, from, to);
            switch (swap.end()) {
                case DONE -> watch(steps, from, to);
                case BACK -> {
                    steps.end(UpdateStep.ABORTED, swap.error());
                    LOG.warn("{} {} did not take over: {}", to.bsn(), to.version(), swap.error());
                }
                case LOST -> {
                    restart(swap.lost());
                    steps.end(UpdateStep.FAILED, swap.error());
                    LOG.error("{} {}: links were closed: {}", to.bsn(), to.version(), swap.error());
                }
            }
        } catch (QGateException refused) {
            steps.end(UpdateStep.ABORTED, refused.getMessage());
            LOG.warn("{} {} did not take over: {}", to.bsn(), to.version(), refused.getMessage());
        } catch (RuntimeException broken) { // a defect here: the operator must hear of it, and nothing may hang on it
            steps.end(UpdateStep.FAILED, "internal failure: " + broken);
            LOG.error("The update of {} failed", to.bsn(), broken);
        }
    }

    /** A version on probation is confirmed when it is well, before another one may follow it. */
    private void settle(String bsn) {
        Probation running = probations.get(bsn);
        if (running == null) {
            return;
        }
        Optional<String> complaint = running.checkup().complaint();
        if (complaint.isPresent()) {
            throw new QGateException(UpdateError.BUSY, "the version in office is not well: " + complaint.get());
        }
        confirm(running);
    }

    /** Returns how the hand-over ended; a new version that is not in office is gone then. */
    private Swap handOver(Steps steps, CorePackage from, CorePackage to) {
        Gate gate = around.gate()
                .get()
                .orElseThrow(() -> new QGateException(UpdateError.NOT_READY, "the transport is not there"));
        Seat old = roster.inOffice(to.bsn())
                .orElseThrow(() -> new QGateException(UpdateError.NOT_READY, from.bsn() + " does not run"));
        steps.at(UpdateStep.PREPARE, "");
        long begun = around.clock().monoNs();
        Seat next;
        try {
            next = prepared(to);
        } catch (RuntimeException failed) {
            remove(to);
            throw failed;
        }
        steps.add(UpdateStep.PREPARE, (around.clock().monoNs() - begun) / 1_000);
        steps.at(UpdateStep.FREEZE, "");
        return swap(steps, gate, old, next, from, to);
    }

    private Seat prepared(CorePackage to) {
        Roster.Expected expected = roster.expect(to.bsn(), to.location());
        try {
            around.core().start(to.location(), to.jar());
            Seat seat = expected.await(bounds.start());
            around.core().warm(to.location());
            Patience.run(around.threads(), to.bsn() + " prepare", bounds.prepare(), seat.part()::prepare);
            return seat;
        } finally {
            roster.expectNobody();
        }
    }

    private Swap swap(Steps steps, Gate gate, Seat old, Seat next, CorePackage from, CorePackage to) {
        List<Seat> others = roster.around(to.bsn());
        Swap swap = new Swap(
                old.part(),
                next.part(),
                others.stream().map(Seat::part).toList(),
                bounds,
                around.clock(),
                around.threads());
        try {
            swap.run(gate);
        } finally {
            if (swap.end() == Swap.End.DONE) {
                took(old, next, others, from, to);
            } else {
                remove(to);
            }
        }
        swap.micros().forEach(steps::add);
        steps.closedMicros = swap.closedMicros();
        tally.closedFor(swap.closedMicros());
        return swap;
    }

    private void took(Seat old, Seat next, List<Seat> others, CorePackage from, CorePackage to) {
        roster.replace(next);
        current.put(to.bsn(), to);
        tally.adopted(next.part().adopted());
        others.forEach(seat -> tally.adopted(seat.part().adopted()));
        around.core().stop(from.location());
        old.end(); // where there is no framework to stop its bundle
        next.part().settled();
        LOG.info("{} {} took over from {}", to.bsn(), to.version(), from.version());
    }

    private void restart(List<Part> lost) {
        for (Part part : lost) {
            roster.inOffice(part.name()).ifPresent(seat -> around.core().restart(seat.location()));
        }
    }

    private void remove(CorePackage failed) {
        around.core().remove(failed.location());
    }

    private void watch(Steps steps, CorePackage from, CorePackage to) {
        steps.at(UpdateStep.PROBATION, "");
        Seat seat = roster.inOffice(to.bsn()).orElseThrow();
        Checkup checkup = new Checkup(around.core(), around.health(), to.bsn(), to.location(), seat.part());
        AutoCloseable timer = around.scheduler()
                .schedule("core-probation", CHECK_MS, CHECK_MS, () -> worker.offer(() -> check(to.bsn(), steps.id)));
        long until = around.clock().monoNs() + around.probationMs() * 1_000_000;
        probations.put(to.bsn(), new Probation(steps.id, from, to, steps, checkup, until, timer));
    }

    private void check(String bsn, long id) {
        Probation running = probations.get(bsn);
        if (running == null || running.id() != id) {
            return; // confirmed meanwhile
        }
        Optional<String> complaint = running.checkup().complaint();
        if (complaint.isPresent()) {
            takeBack(running, complaint.get());
        } else if (around.clock().monoNs() - running.untilNs() >= 0) {
            confirm(running);
        }
    }

    private void end(Probation running) {
        probations.remove(running.to().bsn());
        try {
            running.timer().close();
        } catch (Exception impossible) {
            throw new IllegalStateException("cancelling a schedule throws nothing", impossible);
        }
    }

    private void confirm(Probation running) {
        end(running);
        shelf.confirm(running.to(), running.from());
        around.core().remove(running.from().location());
        running.steps().end(UpdateStep.CONFIRMED, "");
        LOG.info("{} {} is confirmed", running.to().bsn(), running.to().version());
    }

    /** A new hand-over with the state of now; when that fails too, the one before begins anew. */
    private void takeBack(Probation running, String complaint) {
        end(running);
        LOG.error("{} {} goes back: {}", running.to().bsn(), running.to().version(), complaint);
        Steps steps = running.steps();
        try {
            Swap swap = handOver(steps, running.to(), running.from());
            if (swap.end() == Swap.End.DONE) {
                around.core().remove(running.to().location());
                steps.end(UpdateStep.ROLLED_BACK, complaint);
                return;
            }
            LOG.error("{} cannot hand over: {}", running.to().bsn(), swap.error());
        } catch (QGateException failed) {
            LOG.error("{} cannot hand over: {}", running.to().bsn(), failed.getMessage());
        }
        beginAnew(running, steps, complaint);
    }

    private void beginAnew(Probation running, Steps steps, String complaint) {
        around.core().remove(running.to().location());
        around.core().start(running.from().location(), running.from().jar());
        current.put(running.from().bsn(), running.from());
        steps.end(UpdateStep.FAILED, complaint + "; links were closed and the version before began anew");
    }
}
