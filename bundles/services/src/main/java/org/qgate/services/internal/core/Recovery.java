package org.qgate.services.internal.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.extender.ExtenderChange;
import org.qgate.gate.InstanceStatus;
import org.qgate.services.internal.record.Dossier;
import org.qgate.services.internal.record.Kept;
import org.qgate.services.internal.record.Ledger;
import org.qgate.services.internal.record.Standing;
import org.qgate.services.internal.record.Standing.Branch;
import org.qgate.services.internal.record.Standing.Wanted;
import org.qgate.services.internal.record.Versions;

/**
 * Goes on where the node, or the version of this bundle before, ended: what was under way becomes what was before or what
 * was to be. What runs at the gate is found there by its numbers.
 */
final class Recovery {
    private static final Set<String> SERVING = Set.of("OPEN", "PAUSED");

    private final World world;
    private final Roster roster;
    private final Journal journal;
    private final Starter starter;
    private final Removal removal;
    private final Retired retired;

    Recovery(World world, Roster roster, Journal journal, Starter starter, Removal removal, Retired retired) {
        this.world = world;
        this.roster = roster;
        this.journal = journal;
        this.starter = starter;
        this.removal = removal;
        this.retired = retired;
    }

    /** Removes bundles of extenders that nothing runs from: what the framework cached is not believed. */
    static void sweep(World world) {
        Set<Long> needed = world.hosting().get().instances().stream()
                .map(InstanceStatus::bundleId)
                .collect(Collectors.toSet());
        for (Map.Entry<String, Long> each : world.bundles().installed().entrySet()) {
            if (!needed.contains(each.getValue())) {
                world.admissions().get().dismiss(each.getKey());
                world.bundles().uninstall(each.getValue());
            }
        }
    }

    /** Brings all into a state in which nothing is under way. */
    void run() {
        for (Extender extender : roster.all()) {
            extender.tryClaim();
            try {
                settle(extender);
            } finally {
                extender.release();
            }
        }
        for (Course course : journal.open()) { // of extenders that are gone
            boolean removed = course.change().action().equals("remove");
            world.ledger()
                    .begin()
                    .put(over(course, removed ? "REMOVED" : "ABORTED"))
                    .commit();
        }
        endStrangers();
        sweep(world);
        removal.sweep();
    }

    private void settle(Extender extender) {
        Wanted wanted = extender.dossier().standing().wanted();
        List<InstanceStatus> instances = instances(extender.id());
        if (extender.dossier().versions().pending().isPresent()) {
            pending(extender, instances);
        } else if (wanted != Wanted.REMOVED && wanted != Wanted.ERASED) {
            overtaken(extender, world.ledger().begin());
        }
        if (extender.dossier().standing().branch() == Branch.NONE) {
            world.data().settle(extender.id());
        }
        adopt(extender);
        if (wanted == Wanted.REMOVED || wanted == Wanted.ERASED) {
            removal.run(extender);
        } else if (extender.dossier().versions().all().findAny().isEmpty()) {
            world.ledger().begin().forget(extender.id()).commit();
            roster.forget(extender.id());
        }
    }

    private List<InstanceStatus> instances(String id) {
        return world.hosting().get().instances().stream()
                .filter(each -> each.id().equals(id))
                .toList();
    }

    /** Whatever took office at the gate is in office; data that went back to an earlier epoch is followed. */
    private void pending(Extender extender, List<InstanceStatus> instances) {
        Dossier now = extender.dossier();
        Kept next = now.versions().pending().orElseThrow();
        Optional<Kept> live = now.versions().live();
        boolean serves = instances.stream()
                .anyMatch(
                        each -> SERVING.contains(each.state()) && each.version().equals(next.version()));
        boolean earlier = live.isPresent() && next.epoch() < live.get().epoch();
        Standing standing = now.standing();
        Versions versions = now.versions().abandon();
        if (serves || earlier) {
            versions = now.versions().settle();
        }
        if (earlier || !serves && live.isPresent() && next.epoch() > live.get().epoch()) {
            instances.forEach(this::stop);
            world.data().rollback(extender.id(), standing.branch());
            standing = standing.branch(Branch.NONE).probation(0, 0);
        }
        Ledger.Transition transition = world.ledger().begin();
        extender.become(
                now.with(versions).with(standing), end(extender, serves || earlier ? "LIVE" : "ABORTED", transition));
    }

    private void overtaken(Extender extender, Ledger.Transition transition) {
        if (!journal.open(extender.id()).isEmpty()) {
            end(extender, "ABORTED", transition).commit();
        }
    }

    private Ledger.Transition end(Extender extender, String outcome, Ledger.Transition transition) {
        journal.open(extender.id()).forEach(course -> transition.put(over(course, outcome)));
        return transition;
    }

    private static ExtenderChange over(Course course, String outcome) {
        course.step(outcome);
        return outcome.equals("ABORTED")
                ? course.failed(outcome, new QGateException(ExtenderError.NOT_READY, "the node ended meanwhile"))
                : course.outcome(outcome);
    }

    private void adopt(Extender extender) {
        Optional<Kept> live = extender.dossier().versions().live();
        for (InstanceStatus each : instances(extender.id())) {
            boolean isLive = SERVING.contains(each.state())
                    && live.isPresent()
                    && live.get().version().equals(each.version())
                    && extender.running().isEmpty();
            if (isLive) {
                adopt(extender, live.get(), each);
            } else if (each.state().equals("DRAINING")) {
                running(each).ifPresentOrElse(old -> retired.add(old, () -> {}), () -> stop(each));
            } else if (!each.state().equals("ABANDONED")) {
                stop(each);
            } else if (live.isPresent() && live.get().version().equals(each.version())) {
                extender.abandoned(true);
            }
        }
    }

    private void adopt(Extender extender, Kept live, InstanceStatus found) {
        try {
            extender.runs(Running.found(found, starter.read(live).manifest()));
            extender.permit().ifPresent(permit -> world.hosting().get().permit(found.instance(), permit));
        } catch (QGateException altered) {
            starter.failed(extender, altered);
            stop(found);
        }
    }

    /** A version that drains is known by its number only; its package may be gone: then it ends now. */
    private Optional<Running> running(InstanceStatus found) {
        Optional<Kept> kept = roster.find(found.id()).stream()
                .flatMap(each -> each.dossier().versions().all())
                .filter(each -> each.version().equals(found.version()))
                .findFirst();
        try {
            return kept.map(each -> Running.found(found, starter.read(each).manifest()));
        } catch (QGateException altered) {
            stop(found);
            return Optional.empty();
        }
    }

    private void stop(InstanceStatus instance) {
        world.hosting().get().stop(instance.instance(), 0);
    }

    /** Instances of extenders that nobody knows here. */
    private void endStrangers() {
        for (InstanceStatus each : world.hosting().get().instances()) {
            if (roster.find(each.id()).isEmpty() && !each.state().equals("ABANDONED")) {
                stop(each);
            }
        }
    }
}
