package org.qgate.services.internal.core;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.extender.ExtenderInfo;
import org.qgate.api.extender.PermissionRow;
import org.qgate.ext.Permission;
import org.qgate.gate.InstanceStatus;
import org.qgate.gate.PermissionUse;
import org.qgate.gate.Permit;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.qsx.manifest.ServiceManifest.Request;
import org.qgate.services.internal.consent.Sentences;
import org.qgate.services.internal.record.Dossier;
import org.qgate.services.internal.record.Held;
import org.qgate.services.internal.record.Kept;
import org.qgate.services.internal.record.Standing.Wanted;

/** Extenders as operators see them. Thread-safe. */
final class Views {
    private final Office office;

    Views(Office office) {
        this.office = office;
    }

    List<ExtenderInfo> list() {
        Map<Long, InstanceStatus> instances = office.world().hosting().get().instances().stream()
                .collect(Collectors.toMap(InstanceStatus::instance, Function.identity(), (one, same) -> one));
        return office.roster().all().stream()
                .map(each -> info(
                        each,
                        each.running().flatMap(running -> Optional.ofNullable(instances.get(running.instance())))))
                .toList();
    }

    private ExtenderInfo info(Extender extender, Optional<InstanceStatus> status) {
        Dossier dossier = extender.dossier();
        Optional<Kept> live = dossier.versions().live();
        Optional<ServiceManifest> manifest = extender.running().map(Running::manifest);
        return new ExtenderInfo(
                dossier.id(),
                live.map(Kept::version).orElse(""),
                manifest.map(ServiceManifest::title).orElse(""),
                manifest.map(each -> each.publisher().name()).orElse(""),
                manifest.map(each -> each.publisher().keyId()).orElse(dossier.publisher()),
                extender.running()
                        .map(each -> Placement.tier(each.ownProcess()))
                        .orElse(""),
                extender.running()
                        .map(each -> office.placement().why(each.manifest(), each.ownProcess()))
                        .orElse(""),
                state(extender),
                reason(extender),
                dossier.versions()
                        .held()
                        .map(Held::version)
                        .map(Kept::version)
                        .filter(version -> live.isPresent())
                        .orElse(""),
                dossier.versions().parked().stream().map(Kept::version).toList(),
                manifest.map(each -> List.copyOf(each.provides())).orElseGet(List::of),
                live.map(Kept::epoch).orElse(0L),
                status.map(InstanceStatus::sinceWallMs).orElse(0L),
                status.map(InstanceStatus::threadsBusy).orElse(0),
                status.map(InstanceStatus::streams).orElse(0),
                status.map(InstanceStatus::calls).orElse(0L),
                status.map(InstanceStatus::failures).orElse(0L),
                status.map(InstanceStatus::restarts).orElse(0L),
                status.map(InstanceStatus::cpuMs).orElse(0L),
                status.map(InstanceStatus::storeBytes).orElse(0L),
                dossier.standing().gateClosedMicros());
    }

    private static String state(Extender extender) {
        Dossier dossier = extender.dossier();
        Wanted wanted = dossier.standing().wanted();
        if (extender.running().isPresent()) {
            if (wanted == Wanted.PAUSED) {
                return "PAUSED";
            }
            return dossier.standing().probationUntilMs() > 0 ? "PROBATION" : "LIVE";
        }
        if (extender.isAbandoned()) {
            return "ABANDONED";
        }
        if (wanted == Wanted.STOPPED) {
            return "STOPPED";
        }
        boolean held = dossier.versions().live().isEmpty()
                || extender.waits().startsWith(ExtenderError.UNKNOWN_PUBLISHER.id())
                || Waiting.startForProcess(extender);
        if (held) {
            return "HELD";
        }
        boolean failed =
                extender.waits().isEmpty() && !dossier.standing().failure().isEmpty();
        return failed ? "FAILED" : "WAITING";
    }

    private static String reason(Extender extender) {
        Dossier dossier = extender.dossier();
        if (extender.running().isEmpty() && !extender.waits().isEmpty()) {
            return extender.waits();
        }
        String failure = dossier.standing().failure();
        return failure.isEmpty()
                ? dossier.versions()
                        .held()
                        .map(held -> held.code() + " " + held.reason()
                                + (held.missing().isEmpty() ? "" : " Missing: " + String.join(", ", held.missing())))
                        .orElse("")
                : failure;
    }

    List<PermissionRow> permissions(Extender extender) {
        Map<Permission, PermissionUse> uses = office.world().hosting().get().uses(extender.id()).stream()
                .collect(Collectors.toMap(PermissionUse::permission, Function.identity()));
        Optional<Permit> permit = extender.permit();
        return office.intake().live(extender).stream()
                .flatMap(manifest -> manifest.permissions().stream())
                .map(each -> row(each, permit, uses.get(each.permission())))
                .toList();
    }

    private static PermissionRow row(Request asked, Optional<Permit> permit, PermissionUse use) {
        SortedSet<String> scope = new TreeSet<>(
                permit.map(each -> each.grants().get(asked.permission())).orElseGet(TreeSet::new));
        return new PermissionRow(
                asked.permission().id(),
                asked.permission().level().name().toLowerCase(Locale.ROOT),
                Sentences.of(asked.permission(), asked.scope()),
                asked.reason(),
                asked.optional(),
                List.copyOf(asked.scope()),
                permit.filter(each -> each.allows(asked.permission())).isPresent(),
                List.copyOf(scope),
                use == null ? 0 : use.uses(),
                use == null ? 0 : use.lastUseWallMs(),
                use == null ? 0 : use.refusals(),
                use == null ? 0 : use.lastRefusalWallMs());
    }
}
