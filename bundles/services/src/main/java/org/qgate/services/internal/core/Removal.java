package org.qgate.services.internal.core;

import java.util.Set;
import java.util.stream.Collectors;
import org.qgate.services.internal.record.Kept;
import org.qgate.services.internal.record.Standing.Wanted;

/** Takes extenders away; begun once, it is finished, at the next start if need be. For whoever has claimed the extender. */
final class Removal {
    private final World world;
    private final Roster roster;
    private final Stage stage;
    private final Retired retired;

    Removal(World world, Roster roster, Stage stage, Retired retired) {
        this.world = world;
        this.roster = roster;
        this.stage = stage;
        this.retired = retired;
    }

    /** Removes one that was marked so. */
    void run(Extender extender) {
        boolean erase = extender.dossier().standing().wanted() == Wanted.ERASED;
        extender.running().ifPresent(stage::remove);
        extender.runs(null);
        retired.end(extender.id());
        if (erase) {
            world.data().erase(extender.id());
        }
        world.ledger()
                .begin()
                .forget(extender.id())
                .deny(extender.id(), Set.of())
                .commit();
        roster.forget(extender.id());
        sweep();
    }

    /** Removes packages that nobody needs. */
    void sweep() {
        world.shelf()
                .keepOnly(roster.all().stream()
                        .flatMap(each -> each.dossier().versions().all())
                        .map(Kept::sha256)
                        .collect(Collectors.toSet()));
    }
}
