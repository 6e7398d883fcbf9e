package org.qgate.services.internal.core;

import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.extender.Consent;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.qsx.sign.PublisherKey;
import org.qgate.services.internal.parcel.Parcel;
import org.qgate.services.internal.parcel.Shelf;
import org.qgate.services.internal.record.Dossier;
import org.qgate.services.internal.record.Kept;
import org.qgate.services.internal.record.Ledger;
import org.qgate.services.internal.record.Standing.Wanted;

/**
 * All changes of extenders begin here. It works while the store is open: {@link #open} goes on with what was,
 * {@link #close} stops everything. Thread-safe.
 */
public final class Office {
    private final World world;
    private final Term term = new Term();
    private final Roster roster = new Roster();
    private final Journal journal;
    private final Stage stage;
    private final Retired retired;
    private final Starter starter;
    private final TakeOver takeOver;
    private final Removal removal;
    private final Intake intake;
    private final Watch watch;
    private final Placement placement;
    private final Waiting waiting;
    private volatile boolean ready;

    /** Makes one that does nothing yet. */
    public Office(World world) {
        this.world = world;
        journal = new Journal(world.ledger(), world.clock());
        placement = new Placement(world);
        stage = new Stage(world, term, placement);
        retired = new Retired(world, stage);
        starter = new Starter(world, roster, stage, placement);
        takeOver = new TakeOver(world, journal, stage, retired, term);
        removal = new Removal(world, roster, stage, retired);
        intake = new Intake(world, starter, placement);
        watch = new Watch(world, roster, journal, stage, term, this::goBack);
        waiting = new Waiting(this);
    }

    World world() {
        return world;
    }

    Roster roster() {
        return roster;
    }

    Journal journal() {
        return journal;
    }

    Intake intake() {
        return intake;
    }

    Placement placement() {
        return placement;
    }

    Starter starter() {
        return starter;
    }

    /** Returns who looks after what runs. */
    public Watch watch() {
        return watch;
    }

    // ---- coming and going

    /** Removes what the framework kept of extenders from before; needs no store. */
    public void clean() {
        Recovery.sweep(world);
    }

    /** Goes on with what is kept: recovers what was under way, then starts what should run. Blocking. */
    public synchronized void open(Optional<PublisherKey> firstParty) {
        if (ready || term.isOver()) {
            return;
        }
        world.publishers().load(firstParty);
        journal.load();
        roster.load(world.ledger());
        new Recovery(world, roster, journal, starter, removal, retired).run();
        ready = true;
        starter.startAll();
        watch.report();
    }

    /** Stops everything that runs, in order; what is kept stays as it is. Blocking. */
    public synchronized void close(String why) {
        if (ready && !term.isOver()) {
            ready = false;
            starter.stopAll(why);
            watch.report();
        }
    }

    /** Looks after what runs; once a second. */
    public void tick() {
        if (ready) {
            watch.tick();
            waiting.tick();
        }
    }

    /** Another version of this bundle decides from now on: what runs goes on. */
    public void leave() {
        term.end();
        ready = false;
    }

    /**
     * Goes on only while extenders can be governed.
     *
     * @throws QGateException QG-EXT-0019
     */
    void requireReady() {
        if (!ready) {
            throw new QGateException(ExtenderError.NOT_READY, "the vault is locked, or the store not open");
        }
    }

    // ---- packages

    /** Keeps a package and looks at what was kept. */
    Parcel store(byte[] file) {
        String sha256 = world.shelf().put(file);
        try {
            return look(sha256).accepted();
        } catch (RuntimeException refused) {
            world.shelf().settle(sha256);
            removal.sweep();
            throw refused;
        }
    }

    /** Looks at a package that is kept. */
    Parcel look(String sha256) {
        return world.inspector().inspect(world.shelf().read(sha256), world.publishers()::key);
    }

    /** Looks at a package that is not kept. */
    Parcel lookAt(byte[] file) {
        return world.inspector().inspect(file, world.publishers()::key);
    }

    static byte[] fetch(java.nio.file.Path file) {
        return Shelf.fetch(file);
    }

    // ---- changes

    /** Begins to install or update to a package that is kept. */
    long take(Parcel parcel, Consent consent, boolean allowDowngrade, String actor) {
        ServiceManifest manifest = parcel.manifest();
        Extender extender = roster.of(manifest.id(), manifest.publisher().keyId());
        extender.claim();
        try {
            Intake.Verdict verdict = intake.judge(extender, parcel, consent, allowDowngrade);
            if (verdict.held().isEmpty()) {
                starter.require(manifest);
            }
            String from =
                    extender.dossier().versions().live().map(Kept::version).orElse("");
            String action = from.isEmpty() ? "install" : "update";
            Course course = journal.begin(actor, action, manifest.id(), from, manifest.version());
            course.step("STORED");
            course.step("VERIFIED");
            parcel.signer().ifPresent(world.publishers()::pin);
            return verdict.held().isPresent()
                    ? hold(course, extender, parcel, verdict)
                    : begin(course, extender, () -> {
                        takeOver.run(course, extender, parcel, verdict.next(), TakeOver.Way.FORTH);
                        world.shelf().settle(parcel.sha256());
                    });
        } catch (RuntimeException refused) {
            refused(manifest, actor, refused);
            world.shelf().settle(parcel.sha256());
            free(extender);
            throw refused;
        }
    }

    private void refused(ServiceManifest manifest, String actor, RuntimeException refused) {
        if (refused instanceof QGateException coded
                && coded.code().severity().compareTo(org.qgate.api.error.Severity.CRITICAL) >= 0) {
            world.audit().record(actor, "extender:take", manifest.id() + " " + manifest.version(), coded.codeId());
        }
    }

    private long hold(Course course, Extender extender, Parcel parcel, Intake.Verdict verdict) {
        course.step("HELD");
        Ledger.Transition transition =
                world.ledger().begin().put(course.held(verdict.held().get()));
        if (parcel.proven()) {
            transition.see(parcel.manifest().id(), parcel.manifest().version(), parcel.contentSha256());
        }
        Dossier now = extender.dossier();
        extender.become(now.with(now.versions().hold(verdict.held().get())), transition);
        world.shelf().settle(parcel.sha256());
        free(extender);
        watch.report();
        return course.number();
    }

    /** Lets a change run; whoever called has claimed the extender, who is free again when it is over. */
    private long begin(Course course, Extender extender, Runnable job) {
        course.underWay(true);
        boolean queued = world.workers().offer(() -> {
            try {
                job.run();
            } catch (QGateException failed) {
                course.failed("ABORTED", failed);
            } finally {
                try {
                    free(extender);
                    waiting.changed();
                    watch.report();
                } finally {
                    course.underWay(false);
                }
            }
        });
        if (!queued) {
            journal.forget(course);
            throw new QGateException(ExtenderError.BUSY, "too many changes wait");
        }
        return course.number();
    }

    /** Ends a change; an extender that nothing is kept of is none. */
    private void free(Extender extender) {
        Dossier now = extender.dossier();
        boolean nothing = now.versions().all().findAny().isEmpty();
        if (nothing && !term.isOver()) {
            world.ledger().begin().forget(now.id()).commit();
            roster.forget(now.id());
        }
        if (ready) {
            removal.sweep();
        }
        extender.release();
    }

    /** Begins to go back to the version before. */
    long back(String id, String actor) {
        Extender extender = roster.require(id);
        extender.claim();
        try {
            Kept target = before(extender);
            Parcel parcel = starter.read(target);
            Kept limited = target.with(limited(extender, target));
            Course course = journal.begin(actor, "rollback", id, live(extender), target.version());
            return begin(course, extender, () -> takeOver.run(course, extender, parcel, limited, TakeOver.Way.BACK));
        } catch (RuntimeException refused) {
            extender.release();
            throw refused;
        }
    }

    private static Kept before(Extender extender) {
        return extender.dossier().versions().parked().stream()
                .findFirst()
                .orElseThrow(() -> new QGateException(ExtenderError.NO_PREVIOUS, extender.id()));
    }

    private static String live(Extender extender) {
        return extender.dossier().versions().live().map(Kept::version).orElse("");
    }

    /** What an operator took from the version in office, the one before does not have either. */
    private Map<String, SortedSet<String>> limited(Extender extender, Kept target) {
        Optional<ServiceManifest> manifest = intake.live(extender);
        Map<String, SortedSet<String>> now =
                extender.dossier().versions().live().orElseThrow().agreed();
        Map<String, SortedSet<String>> limited = new TreeMap<>();
        target.agreed().forEach((name, scope) -> {
            SortedSet<String> left = new TreeSet<>(scope);
            manifest.stream()
                    .flatMap(each -> each.permissions().stream())
                    .filter(each -> each.permission().id().equals(name) && now.containsKey(name))
                    .forEach(each -> {
                        SortedSet<String> taken = new TreeSet<>(each.scope());
                        taken.removeAll(now.get(name));
                        left.removeAll(taken);
                    });
            limited.put(name, left);
        });
        return limited;
    }

    /** The version in office failed in its probation; whoever called has claimed the extender. */
    private void goBack(Extender extender, QGateException why) {
        Kept target = before(extender);
        long failed = extender.dossier().standing().probationOf();
        Course course = journal.begin("node", "rollback", extender.id(), live(extender), target.version());
        begin(course, extender, () -> {
            takeOver.run(course, extender, starter.read(target), target, TakeOver.Way.INSTEAD);
            journal.course(failed).ifPresent(each -> {
                each.step("ROLLED_BACK");
                world.ledger().begin().put(each.failed("ROLLED_BACK", why)).commit();
            });
            world.audit().record("node", "extender:rollback", extender.id() + " to " + target.version(), why.codeId());
        });
    }

    /** Begins to remove one. */
    long remove(String id, boolean erase, String actor) {
        return change(id, actor, "remove", (course, extender) -> {
            extender.become(
                    extender.dossier().with(extender.dossier().standing().want(erase ? Wanted.ERASED : Wanted.REMOVED)),
                    world.ledger().begin().put(course.change()));
            removal.run(extender);
            course.step("REMOVED");
            world.ledger().begin().put(course.outcome("REMOVED")).commit();
        });
    }

    /** What a change does. */
    interface Step {
        void run(Course course, Extender extender);
    }

    /** Begins a change of what is there. */
    long change(String id, String actor, String action, Step step) {
        Extender extender = roster.require(id);
        extender.claim();
        try {
            Course course = journal.begin(actor, action, id, live(extender), live(extender));
            return begin(course, extender, () -> step.run(course, extender));
        } catch (RuntimeException refused) {
            extender.release();
            throw refused;
        }
    }

    /** Stops what runs of an extender. */
    void stop(Course course, Extender extender) {
        extender.become(
                extender.dossier().with(extender.dossier().standing().want(Wanted.STOPPED)),
                world.ledger().begin().put(course.change()));
        boolean ended = extender.running().map(stage::remove).orElse(true);
        extender.runs(null);
        extender.abandoned(!ended);
        course.step("STOPPED");
        world.ledger().begin().put(course.outcome("STOPPED")).commit();
    }

    /** Starts an extender, or opens its gate. */
    void start(Course course, Extender extender) {
        extender.become(
                extender.dossier().with(extender.dossier().standing().want(Wanted.RUNNING)),
                world.ledger().begin().put(course.change()));
        Optional<Running> running = extender.running();
        if (running.isPresent()) {
            world.hosting().get().resume(running.get().instance());
        } else if (extender.dossier().versions().live().isPresent()) {
            starter.start(extender);
        }
        String failure = extender.dossier().standing().failure() + extender.waits();
        String outcome = extender.running().isPresent() ? "LIVE" : "ABORTED";
        course.step(outcome);
        world.ledger()
                .begin()
                .put(
                        outcome.equals("LIVE")
                                ? course.outcome(outcome)
                                : course.failed(outcome, new QGateException(ExtenderError.STATE, failure)))
                .commit();
    }
}
