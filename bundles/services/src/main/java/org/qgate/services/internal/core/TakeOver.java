package org.qgate.services.internal.core;

import java.util.Optional;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.gate.Hosting;
import org.qgate.qsx.manifest.ServiceManifest.Lifecycle;
import org.qgate.services.internal.parcel.Parcel;
import org.qgate.services.internal.record.Dossier;
import org.qgate.services.internal.record.Kept;
import org.qgate.services.internal.record.Standing;
import org.qgate.services.internal.record.Standing.Branch;
import org.qgate.services.internal.record.Standing.Wanted;
import org.qgate.services.internal.record.Versions;

/**
 * How a version takes office: beside the old one until it is ready, then in one step. Killed anywhere, the node begins
 * again with the old one or the new one; {@link Recovery} sees to that. For whoever has claimed the extender.
 */
final class TakeOver {
    /** So long each part of a swap may take: callers wait two seconds at a closed gate. */
    private static final Hosting.Bounds BOUNDS = new Hosting.Bounds(1_000, 400, 400);

    private final World world;
    private final Journal journal;
    private final Stage stage;
    private final Retired retired;
    private final Term term;

    TakeOver(World world, Journal journal, Stage stage, Retired retired, Term term) {
        this.world = world;
        this.term = term;
        this.journal = journal;
        this.stage = stage;
        this.retired = retired;
    }

    /** How a version comes. */
    enum Way {
        /** As a newer one. */
        FORTH,
        /** As the one before, which an operator wants back: it gets no probation. */
        BACK,
        /** As the one before, because the one in office fails: nothing is asked of that any more. */
        INSTEAD
    }

    /** Brings a version into office. */
    void run(Course course, Extender extender, Parcel parcel, Kept next, Way way) {
        try {
            Optional<Kept> live = extender.dossier().versions().live();
            boolean earlier = live.isPresent() && next.epoch() < live.get().epoch();
            begin(course, extender, parcel, next);
            if (extender.dossier().standing().wanted() == Wanted.STOPPED) {
                extender.running().ifPresent(stage::remove);
                extender.runs(null);
                settle(course, extender, 0, "STOPPED");
            } else if (earlier) {
                cold(course, extender, parcel, next);
            } else {
                if (way == Way.INSTEAD) {
                    extender.running().ifPresent(stage::remove);
                    extender.runs(null);
                }
                warm(course, extender, parcel, next, way);
            }
        } catch (QGateException failed) {
            abort(course, extender, failed);
        } catch (RuntimeException failed) {
            abort(course, extender, new QGateException(ExtenderError.STAGE, failed.toString(), failed));
        }
    }

    /** From here on a restart knows what was under way. */
    private void begin(Course course, Extender extender, Parcel parcel, Kept next) {
        Dossier now = extender.dossier();
        Optional<Kept> live = now.versions().live();
        Versions versions = now.versions();
        Standing standing = now.standing();
        if (live.isPresent() && next.epoch() > live.get().epoch()) {
            if (standing.branch() != Branch.NONE) {
                forgetBranch(extender);
                versions = extender.dossier().versions();
            }
            standing = standing.branch(world.data().branchable(now.id()));
        }
        extender.become(
                extender.dossier().with(versions.begin(next)).with(standing),
                world.ledger()
                        .begin()
                        .see(now.id(), next.version(), parcel.contentSha256())
                        .put(course.change()));
    }

    /** Only one epoch is kept aside: who goes to a third one can go back to the second one only. */
    private void forgetBranch(Extender extender) {
        Dossier now = extender.dossier();
        long epoch = now.versions().live().orElseThrow().epoch();
        extender.become(
                now.with(now.versions().only(each -> each.epoch() == epoch))
                        .with(now.standing().branch(Branch.NONE)),
                world.ledger().begin());
        world.data().settle(now.id());
    }

    private void warm(Course course, Extender extender, Parcel parcel, Kept next, Way way) {
        Dossier now = extender.dossier();
        Optional<Running> old = extender.running();
        retired.end(now.id(), next.version());
        Running made = stage.install(extender, parcel, next);
        course.step("STAGED");
        boolean crosses = now.versions()
                .live()
                .filter(live -> live.epoch() != next.epoch())
                .isPresent();
        if (crosses && now.standing().branch() == Branch.KEPT) {
            keepAside(extender, made);
        }
        stage.start(made);
        course.step("WARMED");
        long closedNs = old.isPresent() ? swap(old.get(), made) : open(made);
        extender.runs(made);
        course.closed(closedNs / 1_000);
        if (now.standing().wanted() == Wanted.PAUSED) {
            world.hosting().get().pause(made.instance());
        }
        settle(course, extender, way == Way.FORTH ? made.manifest().lifecycle().probationMs() : 0, "LIVE");
        old.ifPresent(gone -> retire(course, extender, gone));
    }

    private void keepAside(Extender extender, Running made) {
        try {
            world.data().branch(extender.id());
        } catch (RuntimeException failed) {
            stage.remove(made);
            throw failed;
        }
    }

    private long open(Running made) {
        try {
            world.hosting().get().open(made.instance());
            return 0;
        } catch (RuntimeException failed) {
            stage.remove(made);
            throw failed;
        }
    }

    private long swap(Running old, Running made) {
        Lifecycle from = old.manifest().lifecycle();
        Lifecycle to = made.manifest().lifecycle();
        try {
            return world.hosting()
                    .get()
                    .swap(old.instance(), made.instance(), from.handOver() && to.handOver(), BOUNDS)
                    .closedNs();
        } catch (RuntimeException failed) {
            stage.remove(made);
            throw failed;
        }
    }

    /** Data of an earlier epoch comes back before the version that understands it: nobody serves meanwhile. */
    private void cold(Course course, Extender extender, Parcel parcel, Kept next) {
        extender.running().ifPresent(stage::remove);
        extender.runs(null);
        retired.end(extender.id());
        world.data().rollback(extender.id(), extender.dossier().standing().branch());
        extender.become(
                extender.dossier()
                        .with(extender.dossier().versions().settle())
                        .with(extender.dossier().standing().branch(Branch.NONE).probation(0, 0)),
                world.ledger().begin().put(course.change()));
        try {
            Running made = stage.install(extender, parcel, next);
            course.step("STAGED");
            stage.start(made);
            course.step("WARMED");
            open(made);
            extender.runs(made);
            extender.become(
                    extender.dossier().with(extender.dossier().standing().fail("")),
                    world.ledger().begin().put(outcome(course, "LIVE")));
        } catch (QGateException failed) {
            extender.become(
                    extender.dossier().with(extender.dossier().standing().fail(failed.getMessage())),
                    world.ledger().begin().put(course.failed("LIVE", failed)));
        }
    }

    private static org.qgate.api.extender.ExtenderChange outcome(Course course, String outcome) {
        course.step(outcome);
        return course.outcome(outcome);
    }

    /** The new one is in office; when that cannot be made durable, it is so until a restart and the next transition. */
    private void settle(Course course, Extender extender, long probationMs, String outcome) {
        Dossier now = extender.dossier();
        boolean watched = probationMs > 0 && now.versions().live().isPresent();
        Standing standing = now.standing()
                .fail("")
                .closed(course.change().gateClosedMicros())
                .probation(watched ? world.clock().wallMs() + probationMs : 0, watched ? course.number() : 0);
        Dossier next = now.with(now.versions().settle()).with(standing);
        try {
            extender.become(next, world.ledger().begin().put(outcome(course, outcome)));
        } catch (QGateException lost) {
            extender.becomeForNow(next);
            course.failed(outcome, lost);
        }
    }

    private void retire(Course course, Extender extender, Running old) {
        course.step("DRAINING");
        retired.add(old, () -> parked(course, extender));
    }

    private void parked(Course course, Extender extender) {
        if (term.isOver()) {
            return;
        }
        course.step("PARKED");
        if (extender.dossier().standing().probationOf() == course.number()) {
            course.step("PROBATION");
        }
        world.ledger().begin().put(course.change()).commit();
    }

    /** The old one goes on; what it wrote since the new one's data began is gone with that. */
    private void abort(Course course, Extender extender, QGateException why) {
        Dossier now = extender.dossier();
        course.step("ABORTED");
        if (term.isOver()) {
            journal.forget(course); // another version of this bundle goes on with it
            return;
        }
        if (now.versions().pending().isEmpty()) {
            course.failed("ABORTED", why);
            return;
        }
        boolean crosses = now.versions()
                .live()
                .filter(live ->
                        live.epoch() < now.versions().pending().orElseThrow().epoch())
                .isPresent();
        if (crosses) {
            world.data().rollback(now.id(), now.standing().branch());
        }
        Standing standing = crosses ? now.standing().branch(Branch.NONE) : now.standing();
        extender.become(
                now.with(now.versions().abandon()).with(standing),
                world.ledger().begin().put(course.failed("ABORTED", why)));
    }
}
