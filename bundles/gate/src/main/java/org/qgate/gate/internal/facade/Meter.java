package org.qgate.gate.internal.facade;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.qgate.api.base.Clock;
import org.qgate.ext.Permission;
import org.qgate.gate.PermissionUse;

/** What all instances of one extender used and were refused since the node started. Thread-safe. */
public final class Meter {
    private final Clock clock;
    private final Map<Permission, Count> counts = new EnumMap<>(Permission.class);

    /** Begins at nothing. */
    public Meter(Clock clock) {
        this.clock = clock;
        Arrays.stream(Permission.values()).forEach(each -> counts.put(each, new Count()));
    }

    void used(Permission permission) {
        Count count = counts.get(permission);
        count.uses.increment();
        count.lastUse.lazySet(clock.wallMs());
    }

    void refused(Permission permission) {
        Count count = counts.get(permission);
        count.refusals.increment();
        count.lastRefusal.lazySet(clock.wallMs());
    }

    /** Returns those that were used or refused. */
    public List<PermissionUse> uses() {
        return counts.entrySet().stream()
                .map(each -> each.getValue().as(each.getKey()))
                .filter(each -> each.uses() + each.refusals() > 0)
                .toList();
    }

    /** Of one permission. */
    private static final class Count {
        private final LongAdder uses = new LongAdder();
        private final AtomicLong lastUse = new AtomicLong();
        private final LongAdder refusals = new LongAdder();
        private final AtomicLong lastRefusal = new AtomicLong();

        PermissionUse as(Permission permission) {
            return new PermissionUse(permission, uses.sum(), lastUse.get(), refusals.sum(), lastRefusal.get());
        }
    }
}
