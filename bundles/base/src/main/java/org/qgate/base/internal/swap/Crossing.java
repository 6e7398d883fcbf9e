package org.qgate.base.internal.swap;

import java.util.List;
import java.util.Optional;
import org.qgate.api.base.HealthState;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.UpdateError;
import org.qgate.api.transport.Gate;
import org.qgate.api.update.Part;
import org.qgate.api.update.UpdateStep;
import org.qgate.base.internal.release.CorePackage;
import org.qgate.base.internal.swap.StepThread.StepFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one version of a bundle into office in place of another. Nothing that a bundle does here, before or after, may
 * take longer than its bound: the worker is needed for whatever follows.
 */
final class Crossing {
    private static final Logger LOG = LoggerFactory.getLogger("org.qgate.updates");

    private final Roster roster;
    private final Updates.Node around;
    private final Bounds bounds;
    private final StepThread patience;

    Crossing(Roster roster, Updates.Node around, Bounds bounds) {
        this.roster = roster;
        this.around = around;
        this.bounds = bounds;
        this.patience = new StepThread(around.threads());
    }

    /**
     * How it went.
     *
     * @param seat of the version that is in office now
     * @param unsettled what failed after the gate was open again, if anything did
     */
    record Crossed(Swap swap, Seat seat, Optional<String> unsettled) {}

    /**
     * Hands over; a version that did not come into office is gone when this returns.
     *
     * @throws QGateException when the new version did not get ready; the old one never noticed
     */
    Crossed cross(Steps steps, CorePackage from, CorePackage to) {
        Gate gate = around.gate()
                .get()
                .orElseThrow(() -> new QGateException(UpdateError.NOT_READY, "the transport is not there"));
        Seat old = roster.inOffice(to.bsn())
                .orElseThrow(() -> new QGateException(UpdateError.NOT_READY, from.bsn() + " does not run"));
        List<Seat> others = roster.around(to.bsn());
        Seat next = prepared(steps, to, old, others);
        steps.at(UpdateStep.FREEZE);
        Swap swap = new Swap(old.part(), next.part(), parts(others), bounds, around.clock(), around.threads());
        boolean done = false;
        try {
            done = swap.run(gate) == Swap.End.DONE;
        } finally {
            if (!done) {
                remove(to);
            }
        }
        steps.took(swap);
        return done ? new Crossed(swap, next, settle(old, next, from, to)) : new Crossed(swap, old, Optional.empty());
    }

    private static List<Part> parts(List<Seat> seats) {
        return seats.stream().map(Seat::part).toList();
    }

    private void warm(String bsn, String location) throws StepFailed {
        patience.run(bsn + " classes", bounds.prepare(), () -> {
            around.core().warm(location);
            return null;
        });
    }

    private Seat prepared(Steps steps, CorePackage to, Seat old, List<Seat> others) {
        steps.at(UpdateStep.PREPARE);
        long begun = around.clock().monoNs();
        Roster.Expected expected = roster.expect(to.bsn(), to.location());
        try {
            patience.run(to.bsn() + " start", bounds.start(), () -> {
                around.core().start(to.location(), to.jar());
                return null;
            });
            Seat seat = expected.await(bounds.start());
            warm(to.bsn(), to.location());
            patience.run(to.bsn() + " prepare", bounds.prepare(), () -> {
                seat.part().prepare();
                return null;
            });
            warm(old.name(), old.location()); // what it freezes with it may never have used
            for (Seat each : others) {
                warm(each.name(), each.location());
            }
            steps.took(UpdateStep.PREPARE, (around.clock().monoNs() - begun) / 1_000);
            return seat;
        } catch (StepFailed failed) {
            remove(to);
            throw failed.getCause() instanceof QGateException known
                    ? known
                    : new QGateException(UpdateError.NOT_READY, failed.getMessage(), failed);
        } catch (RuntimeException failed) {
            remove(to);
            throw failed;
        } finally {
            roster.expectNobody();
        }
    }

    /** The new one is in office whatever fails from here on. */
    private Optional<String> settle(Seat old, Seat next, CorePackage from, CorePackage to) {
        roster.replace(next);
        tried(from.bsn() + " " + from.version() + " stop", () -> {
            around.core().stop(from.location());
            old.end(); // where there is no framework to stop its bundle
        });
        return tried(to.bsn() + " " + to.version() + " settle", next.part()::settled);
    }

    /** Uninstalls a version; one that cannot go is logged and gone at the next start of the node. */
    void remove(CorePackage version) {
        tried(version.bsn() + " " + version.version() + " removal", () -> around.core()
                .remove(version.location()));
    }

    /** Ends parts that lost their state and lets them begin anew. */
    void restart(List<Part> lost) {
        for (Part part : lost) {
            roster.inOffice(part.name())
                    .flatMap(seat ->
                            tried(part.name() + " restart", () -> around.core().restart(seat.location())))
                    .ifPresent(why -> alarm(part.name(), why));
        }
    }

    /** Lets a version begin without a predecessor, and all that kept objects of the one before with it. */
    Optional<String> beginAnew(CorePackage version) {
        List<Part> others = parts(roster.around(version.bsn()));
        roster.vacate(version.bsn());
        Optional<String> failed = tried(version.bsn() + " " + version.version() + " start", () -> around.core()
                .start(version.location(), version.jar()));
        restart(others);
        failed.ifPresent(why -> alarm(version.bsn(), why));
        return failed;
    }

    private void alarm(String bsn, String why) {
        String remedy = "; bin/qgate restart begins with the confirmed versions";
        around.health()
                .failed("core." + bsn, HealthState.CRITICAL, new QGateException(BaseError.RELEASE, why + remedy));
    }

    /** Does what must be tried, whether it succeeds or not; returns why it did not. */
    private Optional<String> tried(String what, Runnable work) {
        try {
            patience.run(what, bounds.start(), () -> {
                work.run();
                return null;
            });
            return Optional.empty();
        } catch (StepFailed failed) {
            LOG.error("{}", failed.getMessage(), failed.getCause());
            return Optional.of(failed.getMessage());
        }
    }
}
