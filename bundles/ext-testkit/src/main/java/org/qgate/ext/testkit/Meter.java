package org.qgate.ext.testkit;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.qgate.ext.Permission;

/** What all hosts of one extender on one node used and were refused. Guarded by {@link Turns}. */
final class Meter {
    private final Turns turns;
    private final Map<Permission, Use> uses = new EnumMap<>(Permission.class);

    Meter(Turns turns) {
        this.turns = turns;
    }

    void used(Permission permission) {
        synchronized (turns) {
            Use use = of(permission);
            uses.put(permission, new Use(permission, use.uses() + 1, use.refusals(), use.lastRefusalWallMs()));
        }
    }

    void refused(Permission permission) {
        synchronized (turns) {
            Use use = of(permission);
            uses.put(permission, new Use(permission, use.uses(), use.refusals() + 1, turns.wallMs()));
        }
    }

    private Use of(Permission permission) {
        return uses.getOrDefault(permission, new Use(permission, 0, 0, 0));
    }

    List<Use> all() {
        synchronized (turns) {
            return List.copyOf(uses.values());
        }
    }
}
