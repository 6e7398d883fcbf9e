package org.qgate.services.internal.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.qsx.manifest.ServiceManifest.Requirement;
import org.qgate.services.internal.parcel.Parcel;
import org.qgate.services.internal.record.Kept;
import org.qgate.services.internal.record.Standing.Wanted;
import org.qgate.services.internal.trust.Publishers.Trust;

/** Starts what is in office and does not run, in the order in which it is needed. For whoever has claimed the extender. */
final class Starter {
    private final World world;
    private final Roster roster;
    private final Stage stage;
    private final Placement placement;

    Starter(World world, Roster roster, Stage stage, Placement placement) {
        this.world = world;
        this.roster = roster;
        this.stage = stage;
        this.placement = placement;
    }

    /**
     * Reads a kept package anew and looks at all of it anew: the disk is not believed.
     *
     * @throws QGateException QG-EXT-0017, 0002
     */
    Parcel read(Kept version) {
        Parcel parcel = world.inspector()
                .inspect(world.shelf().read(version.sha256()), world.publishers()::key)
                .accepted();
        if (!parcel.manifest().version().equals(version.version())) {
            throw new QGateException(ExtenderError.ALTERED_FILE, "another version than " + version.version());
        }
        return parcel;
    }

    /** Starts one; whatever goes wrong is written down with it. */
    void start(Extender extender) {
        try {
            Kept live = extender.dossier().versions().live().orElseThrow();
            start(extender, read(live), live);
        } catch (QGateException failed) {
            failed(extender, failed);
        }
    }

    private void start(Extender extender, Parcel parcel, Kept live) {
        Optional<Placement.Obstacle> obstacle = placement.obstacle(parcel, false);
        if (obstacle.isPresent()) {
            extender.waits(obstacle.get().text());
            return;
        }
        require(parcel.manifest());
        Running made = stage.install(extender, parcel, live);
        stage.start(made);
        try {
            world.hosting().get().open(made.instance());
            if (extender.dossier().standing().wanted() == Wanted.PAUSED) {
                world.hosting().get().pause(made.instance());
            }
        } catch (RuntimeException failed) {
            stage.remove(made);
            throw failed;
        }
        extender.runs(made);
        if (!extender.dossier().standing().failure().isEmpty()) {
            extender.become(
                    extender.dossier().with(extender.dossier().standing().fail("")),
                    world.ledger().begin());
        }
    }

    /** Writes a failure down. */
    void failed(Extender extender, QGateException why) {
        extender.become(
                extender.dossier().with(extender.dossier().standing().fail(why.getMessage())),
                world.ledger().begin());
    }

    /**
     * Makes sure of the extenders that a version needs.
     *
     * @throws QGateException QG-EXT-0023 when one does not run
     */
    void require(ServiceManifest manifest) {
        for (Requirement each : manifest.requires()) {
            Optional<Running> found = roster.find(each.id()).flatMap(Extender::running);
            boolean fits = found.isPresent()
                    && new VersionRange(each.versions())
                            .includes(
                                    Version.parseVersion(found.get().manifest().version()));
            if (!fits) {
                throw new QGateException(
                        ExtenderError.REQUIRES, manifest.id() + " needs " + each.id() + " " + each.versions());
            }
        }
    }

    /** Starts all that should run and does not; those that others need come first. */
    void startAll() {
        startAll(each -> true);
    }

    /** Starts those that should run and do not and whose reason is one of these. */
    void startAll(Predicate<Extender> which) {
        Map<Extender, Parcel> due = new LinkedHashMap<>();
        for (Extender extender : roster.all()) {
            Optional<Kept> live = extender.dossier().versions().live();
            Wanted wanted = extender.dossier().standing().wanted();
            boolean runs = wanted == Wanted.RUNNING || wanted == Wanted.PAUSED;
            boolean mayStart = live.isPresent() && runs && extender.running().isEmpty() && which.test(extender);
            if (mayStart && extender.tryClaim()) {
                readFor(extender, live.get(), due);
            }
        }
        List<Extender> order = inOrder(due);
        try {
            for (Extender extender : order) {
                startClaimed(extender, due.get(extender));
            }
        } finally {
            due.keySet().forEach(Extender::release);
        }
    }

    private void readFor(Extender extender, Kept live, Map<Extender, Parcel> due) {
        try {
            due.put(extender, read(live));
        } catch (QGateException refused) {
            failed(extender, refused);
            extender.release();
        }
    }

    private void startClaimed(Extender extender, Parcel parcel) {
        try {
            start(extender, parcel, extender.dossier().versions().live().orElseThrow());
        } catch (QGateException failed) {
            failed(extender, failed);
        }
    }

    private static List<Extender> inOrder(Map<Extender, Parcel> due) {
        Map<String, Extender> byId = new LinkedHashMap<>();
        due.keySet().forEach(each -> byId.put(each.id(), each));
        List<Extender> order = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        byId.keySet().forEach(id -> visit(id, byId, due, seen, order));
        return order;
    }

    /** Circles end where they began: what is first there fails for what it needs. */
    private static void visit(
            String id, Map<String, Extender> byId, Map<Extender, Parcel> due, Set<String> seen, List<Extender> order) {
        Extender extender = byId.get(id);
        if (extender == null || !seen.add(id)) {
            return;
        }
        due.get(extender).manifest().requires().forEach(each -> visit(each.id(), byId, due, seen, order));
        order.add(extender);
    }

    /** Stops all, those that others need last; they stay what they are. */
    void stopAll(String why) {
        List<Extender> all = new ArrayList<>(roster.all());
        Map<String, Extender> left = new LinkedHashMap<>();
        all.stream().filter(each -> each.running().isPresent()).forEach(each -> left.put(each.id(), each));
        while (!left.isEmpty()) {
            Extender next = left.values().stream()
                    .filter(each -> isNeededByNone(each, left))
                    .findFirst()
                    .orElseGet(() -> left.values().iterator().next());
            left.remove(next.id());
            next.running().ifPresent(stage::remove);
            next.runs(null);
            next.waits(why);
        }
    }

    /** Stops what runs of publishers of which an operator wants nothing to run. */
    void stopUntrusted() {
        for (Extender extender : roster.all()) {
            Optional<String> keyId = extender.running()
                    .map(each -> each.manifest().publisher().keyId())
                    .filter(each -> world.publishers().trust(each) == Trust.UNTRUSTED);
            if (keyId.isPresent()) {
                stage.remove(extender.running().orElseThrow());
                extender.runs(null);
                extender.waits(ExtenderError.UNKNOWN_PUBLISHER.id() + " " + Placement.UNWANTED);
            }
        }
    }

    private static boolean isNeededByNone(Extender extender, Map<String, Extender> left) {
        return left.values().stream()
                .flatMap(each -> each.running().stream())
                .flatMap(each -> each.manifest().requires().stream())
                .noneMatch(each -> each.id().equals(extender.id()));
    }
}
