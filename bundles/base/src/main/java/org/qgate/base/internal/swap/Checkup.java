package org.qgate.base.internal.swap;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.api.update.Part;

/** Tells whether a bundle in office is well: what was wrong before it came does not count against it. */
final class Checkup {
    private final Core core;
    private final Health health;
    private final String location;
    private final String bundle;
    private final Part part;
    private final Set<String> wrongBefore = new HashSet<>();

    /** Remembers what is wrong now, before the part takes office. */
    Checkup(Core core, Health health, String bundle, String location, Part part) {
        this.core = core;
        this.health = health;
        this.bundle = bundle;
        this.location = location;
        this.part = part;
        wrong().map(HealthReport::subsystem).ifPresent(wrongBefore::add);
    }

    /** Returns what is wrong, or nothing. */
    Optional<String> complaint() {
        if (!core.active(location)) {
            return Optional.of(bundle + " is not active");
        }
        if (part.faults() > 0) {
            return Optional.of(bundle + " lost " + part.faults() + " connections by its own fault");
        }
        return wrong().map(report -> report.subsystem() + " says " + report.state() + ": " + report.message());
    }

    private Optional<HealthReport> wrong() {
        String stem = bundle.substring(bundle.lastIndexOf('.') + 1);
        return health.reports().stream()
                .filter(report -> report.state() == HealthState.ERROR || report.state() == HealthState.CRITICAL)
                .filter(report -> !wrongBefore.contains(report.subsystem()))
                .filter(report -> report.subsystem().equals(stem)
                        || report.subsystem().startsWith(stem + ".")
                        || report.subsystem().equals("core." + bundle))
                .findFirst();
    }
}
