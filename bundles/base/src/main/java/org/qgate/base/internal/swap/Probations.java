package org.qgate.base.internal.swap;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.qgate.api.base.Workers;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.UpdateError;
import org.qgate.api.update.UpdateStep;
import org.qgate.base.internal.release.CorePackage;
import org.qgate.base.internal.release.Shelf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** New versions under watch. What changes something runs on the worker; the questions are thread-safe. */
final class Probations {
    private static final Logger LOG = LoggerFactory.getLogger("org.qgate.updates");
    private static final long CHECK_MS = 1_000;

    private final Shelf shelf;
    private final Crossing crossing;
    private final Updates.Node around;
    private final Workers worker;
    private final Consumer<CorePackage> inOffice;
    private final Map<String, Probation> running = new ConcurrentHashMap<>();

    /** Begins without any; {@code inOffice} hears which version is in office after one was taken back. */
    Probations(Shelf shelf, Crossing crossing, Updates.Node around, Workers worker, Consumer<CorePackage> inOffice) {
        this.shelf = shelf;
        this.crossing = crossing;
        this.around = around;
        this.worker = worker;
        this.inOffice = inOffice;
    }

    /** A new version in office and what it replaced. */
    private record Probation(
            Steps steps,
            CorePackage from,
            CorePackage to,
            Seat seat,
            Checkup checkup,
            long untilNs,
            AutoCloseable timer) {
        Optional<String> complaint() {
            return checkup.complaint(seat.part());
        }

        Probation until(long otherNs) {
            return new Probation(steps, from, to, seat, checkup, otherNs, timer);
        }
    }

    boolean has(String bsn) {
        return running.containsKey(bsn);
    }

    /** Returns what a version in probation replaced. */
    Optional<CorePackage> previous(String bsn) {
        return Optional.ofNullable(running.get(bsn)).map(Probation::from);
    }

    /** Watches a version that took over. */
    void watch(Steps steps, CorePackage from, CorePackage to, Crossing.Crossed crossed, Checkup checkup) {
        steps.at(UpdateStep.PROBATION);
        AutoCloseable timer = around.scheduler()
                .schedule("core-probation", CHECK_MS, CHECK_MS, () -> worker.offer(() -> check(to.bsn(), steps.id())));
        Probation begun = new Probation(steps, from, to, crossed.seat(), checkup, end(), timer);
        running.put(to.bsn(), begun);
        crossed.unsettled().ifPresent(complaint -> takeBack(begun, complaint));
    }

    /**
     * Confirms a version that is well, before another one may follow it.
     *
     * @throws QGateException QG-UPD-0010 when it is not well: it is about to be taken back
     */
    void settle(String bsn) {
        Probation watched = running.get(bsn);
        if (watched != null) {
            watched.complaint().ifPresent(complaint -> {
                throw new QGateException(UpdateError.BUSY, "the version in office is not well: " + complaint);
            });
            confirm(watched);
        }
    }

    private void check(String bsn, long id) {
        Probation watched = running.get(bsn);
        if (watched == null || watched.steps().id() != id) {
            return; // confirmed meanwhile
        }
        if (around.core().ending()) {
            return; // all bundles stop, and that is nobody's fault; the next start has what was confirmed
        }
        Optional<String> complaint = watched.complaint();
        if (complaint.isPresent()) {
            takeBack(watched, complaint.get());
        } else if (around.clock().monoNs() - watched.untilNs() >= 0) {
            confirmOrWait(watched);
        }
    }

    /** What cannot be written down is not confirmed: a restart would bring back the version before. */
    private void confirmOrWait(Probation watched) {
        try {
            confirm(watched);
        } catch (QGateException unwritable) {
            LOG.error("{} cannot be confirmed: {}", watched.to().bsn(), unwritable.getMessage());
            running.put(watched.to().bsn(), watched.until(end()));
        }
    }

    private long end() {
        return around.clock().monoNs() + around.probationMs() * 1_000_000;
    }

    private void end(Probation watched) {
        running.remove(watched.to().bsn());
        try {
            watched.timer().close();
        } catch (Exception impossible) {
            throw new IllegalStateException("cancelling a schedule throws nothing", impossible);
        }
    }

    private void confirm(Probation watched) {
        shelf.confirm(watched.to(), watched.from());
        end(watched);
        crossing.remove(watched.from());
        watched.steps().confirmed();
        LOG.info("{} {} is confirmed", watched.to().bsn(), watched.to().version());
    }

    /** A new hand-over with the state of now; when that fails too, the version before begins anew. */
    private void takeBack(Probation watched, String complaint) {
        end(watched);
        CorePackage back = watched.from();
        LOG.error("{} {} goes back: {}", watched.to().bsn(), watched.to().version(), complaint);
        boolean handedOver = handedBack(watched);
        crossing.remove(watched.to());
        Optional<String> stays = handedOver ? Optional.empty() : crossing.beginAnew(back);
        inOffice.accept(back);
        if (handedOver) {
            watched.steps().failed(UpdateStep.ROLLED_BACK, UpdateError.PROBATION, complaint);
        } else {
            String how = stays.map(why -> ", which failed: " + why).orElse("");
            watched.steps()
                    .failed(
                            UpdateStep.FAILED,
                            UpdateError.UNCLEAR,
                            complaint + "; links were closed and the version before began anew" + how);
        }
    }

    private boolean handedBack(Probation watched) {
        try {
            Swap swap = crossing.cross(watched.steps(), watched.to(), watched.from())
                    .swap();
            if (swap.end() != Swap.End.DONE) {
                LOG.error("{} cannot hand over: {}", watched.to().bsn(), swap.error());
            }
            return swap.end() == Swap.End.DONE;
        } catch (RuntimeException failed) { // whatever it is: the version before must come back
            LOG.error("{} cannot hand over", watched.to().bsn(), failed);
            return false;
        }
    }
}
