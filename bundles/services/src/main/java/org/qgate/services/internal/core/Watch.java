package org.qgate.services.internal.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.gate.HostingListener;
import org.qgate.gate.InstanceStatus;
import org.qgate.services.internal.record.Dossier;

/** Looks after what runs: probation, quotas, abandoned threads, health. Thread-safe. */
public final class Watch implements HostingListener {
    private static final String SUBSYSTEM = "extenders";
    /** A new version has failed when more than so many calls failed, and more than one in ten. */
    private static final long MOST_FAILURES = 5;

    private static final int OF_CALLS = 10;

    private final World world;
    private final Roster roster;
    private final Journal journal;
    private final Stage stage;
    private final Term term;
    private final BiConsumer<Extender, QGateException> back;

    Watch(
            World world,
            Roster roster,
            Journal journal,
            Stage stage,
            Term term,
            BiConsumer<Extender, QGateException> back) {
        this.world = world;
        this.roster = roster;
        this.journal = journal;
        this.stage = stage;
        this.term = term;
        this.back = back;
    }

    /** The gate says that an instance overdraws a quota or was abandoned. */
    @Override
    public void changed(InstanceStatus status) {
        if (!term.isOver()) {
            world.workers().offer(() -> judge(status));
        }
    }

    /** Looks at all that runs; once a second. */
    void tick() {
        if (term.isOver()) {
            return;
        }
        Map<Long, InstanceStatus> instances = world.hosting().get().instances().stream()
                .collect(Collectors.toMap(InstanceStatus::instance, Function.identity()));
        for (Extender extender : roster.all()) {
            extender.running()
                    .map(running -> instances.get(running.instance()))
                    .ifPresent(status -> judge(extender, status));
        }
        report();
    }

    private void judge(InstanceStatus status) {
        roster.find(status.id())
                .filter(extender -> extender.running()
                        .filter(running -> running.instance() == status.instance())
                        .isPresent())
                .ifPresent(extender -> judge(extender, status));
        report();
    }

    private void judge(Extender extender, InstanceStatus status) {
        Optional<QGateException> why = fault(status);
        Dossier now = extender.dossier();
        long until = now.standing().probationUntilMs();
        boolean failing = until > 0 && !now.versions().parked().isEmpty() && isFailing(status);
        if (why.isEmpty() && !failing && (until == 0 || world.clock().wallMs() < until)) {
            return;
        }
        if (!extender.tryClaim()) {
            return; // a change is under way: looked at again in a second
        }
        if (why.isEmpty() && !failing) {
            confirm(extender);
            extender.release();
        } else if (until > 0 && !now.versions().parked().isEmpty()) {
            goBack(extender, probation(status, why));
        } else {
            stop(extender, why.orElseThrow());
            extender.release();
        }
    }

    private void goBack(Extender extender, QGateException why) {
        try {
            back.accept(extender, why);
        } catch (QGateException busy) {
            extender.release(); // looked at again in a second
        }
    }

    private static Optional<QGateException> fault(InstanceStatus status) {
        if (status.state().equals("ABANDONED")) {
            return Optional.of(new QGateException(ExtenderError.ABANDONED, status.id() + " " + status.version()));
        }
        return status.overdrawn().isEmpty()
                ? Optional.empty()
                : Optional.of(new QGateException(
                        ExtenderError.OVERDRAWN, status.id() + " " + status.version() + ": " + status.overdrawn()));
    }

    private static boolean isFailing(InstanceStatus status) {
        return status.restarts() > 0
                || status.failures() > MOST_FAILURES && status.failures() * OF_CALLS > status.calls();
    }

    private static QGateException probation(InstanceStatus status, Optional<QGateException> why) {
        String what = why.map(QGateException::getMessage)
                .orElseGet(() -> status.restarts() > 0
                        ? "its process ended by itself"
                        : status.failures() + " of " + status.calls() + " calls failed");
        return new QGateException(
                ExtenderError.PROBATION, status.id() + " " + status.version() + ": " + what, why.orElse(null));
    }

    private void confirm(Extender extender) {
        Dossier now = extender.dossier();
        var transition = world.ledger().begin();
        journal.course(now.standing().probationOf()).ifPresent(course -> {
            course.step("CONFIRMED");
            transition.put(course.outcome("CONFIRMED"));
        });
        extender.become(now.with(now.standing().probation(0, 0)), transition);
    }

    private void stop(Extender extender, QGateException why) {
        boolean ended = extender.running().map(stage::remove).orElse(true);
        extender.runs(null);
        extender.abandoned(!ended || why.code() == ExtenderError.ABANDONED);
        extender.become(
                extender.dossier().with(extender.dossier().standing().fail(why.getMessage())),
                world.ledger().begin());
        world.audit().record("node", "extender:stop", extender.id(), why.codeId());
    }

    /** Says how extenders are. */
    void report() {
        if (term.isOver()) {
            return;
        }
        List<String> bad = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        List<String> unconfined = new ArrayList<>();
        ExtenderError worst = null;
        for (Extender each : roster.all()) {
            String failure = each.dossier().standing().failure();
            if (each.isAbandoned()) {
                worst = ExtenderError.ABANDONED;
                bad.add(each.id() + ": a thread does not end, the node needs a restart to be rid of it");
            } else if (each.running().isEmpty() && !failure.isEmpty()) {
                worst = worst == null ? ExtenderError.STATE : worst;
                bad.add(each.id() + ": " + failure);
            } else if (Waiting.forProcess(each)) {
                unconfined.add(each.id());
            } else if (!each.waits().isEmpty()) {
                waiting.add(each.id());
            }
        }
        world.health().report(health(bad, waiting, unconfined, worst));
    }

    private HealthReport health(List<String> bad, List<String> waiting, List<String> unconfined, ExtenderError worst) {
        if (worst != null) {
            HealthState state = worst == ExtenderError.ABANDONED ? HealthState.CRITICAL : HealthState.WARN;
            return new HealthReport(SUBSYSTEM, state, worst.id(), String.join("; ", bad), worst.advice());
        }
        if (!unconfined.isEmpty()) {
            String why = world.hosting().get().confinement(false).reason(); // was asked for when it was HELD
            String what = ExtenderError.NO_CONFINEMENT.id() + " " + why + "; HELD: " + String.join(", ", unconfined);
            return warn(ExtenderError.NO_CONFINEMENT, what);
        }
        if (!waiting.isEmpty()) {
            return warn(ExtenderError.NOT_READY, "waiting: " + String.join(", ", waiting));
        }
        List<String> developers = world.publishers().developers();
        if (!developers.isEmpty()) {
            return warn(ExtenderError.DEVELOPER, "trusted as developers: " + String.join(", ", developers));
        }
        long running =
                roster.all().stream().filter(each -> each.running().isPresent()).count();
        return new HealthReport(SUBSYSTEM, HealthState.OK, "", running + " running", "");
    }

    private static HealthReport warn(ExtenderError code, String what) {
        return new HealthReport(SUBSYSTEM, HealthState.WARN, code.id(), what, code.advice());
    }
}
