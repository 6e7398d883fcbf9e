package org.qgate.base.internal.swap;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.api.update.Part;

/**
 * Tells whether a new version is well. What was wrong before it was installed does not count against it, until it was
 * well once. Used by one thread at a time.
 */
final class Checkup {
    private final Core core;
    private final Health health;
    private final String bundle;
    private final String location;
    private final Set<String> wrongBefore = new HashSet<>();

    /** Remembers all that is wrong now: to be made before the new version is installed. */
    Checkup(Core core, Health health, String bundle, String location) {
        this.core = core;
        this.health = health;
        this.bundle = bundle;
        this.location = location;
        wrong().forEach(report -> wrongBefore.add(report.subsystem()));
    }

    /** Returns what is wrong with the part in office, or nothing; in words for the log, which lies in the clear. */
    Optional<String> complaint(Part part) {
        if (!core.active(location)) {
            return Optional.of(bundle + " is not active");
        }
        if (part.faults() > 0) {
            return Optional.of(bundle + " lost " + part.faults() + " connections by its own fault");
        }
        List<HealthReport> wrong = wrong();
        wrongBefore.retainAll(wrong.stream().map(HealthReport::subsystem).toList());
        return wrong.stream()
                .filter(report -> !wrongBefore.contains(report.subsystem()))
                .findFirst()
                .map(report -> (report.subsystem() + " says " + report.state() + " " + report.code()).strip());
    }

    private List<HealthReport> wrong() {
        String stem = bundle.substring(bundle.lastIndexOf('.') + 1);
        return health.reports().stream()
                .filter(report -> report.state() == HealthState.ERROR || report.state() == HealthState.CRITICAL)
                .filter(report -> report.subsystem().equals(stem)
                        || report.subsystem().startsWith(stem + ".")
                        || report.subsystem().equals("core." + bundle))
                .toList();
    }
}
