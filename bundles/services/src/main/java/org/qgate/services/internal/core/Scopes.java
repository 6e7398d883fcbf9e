package org.qgate.services.internal.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.qgate.api.extender.CommandScope;
import org.qgate.qsx.manifest.ServiceManifest;

/**
 * Which extender has which scope of commands in the shell: whoever ran with it first, whether it runs or not, until it is
 * removed or a version of it does without. Kept, so that a restart gives nobody another's commands. Thread-safe.
 */
final class Scopes {
    private final Office office;
    private final Bench bench;
    private final Set<String> told = new HashSet<>();

    Scopes(Office office, Bench bench) {
        this.office = office;
        this.bench = bench;
    }

    /** Returns those of extenders that run. */
    synchronized List<CommandScope> list() {
        List<Extender> wanting = office.roster().all().stream()
                .filter(each -> wanted(each).isPresent())
                .sorted(Comparator.comparingLong(Scopes::since))
                .toList();
        if (wanting.isEmpty()) {
            return List.of();
        }
        Map<String, String> holders = office.world().ledger().scopes();
        List<CommandScope> scopes = new ArrayList<>();
        for (Extender each : wanting) {
            String scope = wanted(each).orElse("");
            if (holds(each, scope, holders)) {
                scopes.add(new CommandScope(scope, each.id(), title(each), bench.commands(each, scope)));
            }
        }
        return scopes;
    }

    /** Returns the scope that an extender has; empty when it has none. */
    synchronized String of(Extender extender) {
        return wanted(extender)
                .filter(scope -> holds(extender, scope, office.world().ledger().scopes()))
                .orElse("");
    }

    private boolean holds(Extender extender, String scope, Map<String, String> holders) {
        String holder = holders.get(scope);
        if (holder == null || !keeps(holder, scope)) {
            office.world().ledger().begin().hold(scope, extender.id()).commit();
            holders.put(scope, extender.id());
            return true;
        }
        boolean own = holder.equals(extender.id());
        if (!own && told.add(extender.id() + " " + scope)) {
            String version = extender.running()
                    .map(running -> running.manifest().version())
                    .orElse("");
            office.world()
                    .hosting()
                    .get()
                    .note(
                            extender.id(),
                            version,
                            "the scope " + scope + " is that of " + holder + ": commands are run with extender:run");
        }
        return own;
    }

    private boolean keeps(String id, String scope) {
        return office.roster()
                .find(id)
                .filter(each -> each.dossier().versions().live().isPresent())
                .map(each -> each.running().isEmpty() || wanted(each).equals(Optional.of(scope)))
                .orElse(false);
    }

    private static Optional<String> wanted(Extender extender) {
        return extender.running().map(Running::manifest).flatMap(ServiceManifest::commands);
    }

    private static long since(Extender extender) {
        return extender.running().map(Running::startedWallMs).orElse(Long.MAX_VALUE);
    }

    private static String title(Extender extender) {
        return extender.running().map(running -> running.manifest().title()).orElse("");
    }
}
