package org.qgate.sim;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthReport;

/** A health board that tests read. */
public final class SimHealth implements Health {
    private final Map<String, HealthReport> reports = new TreeMap<>();

    @Override
    public void report(HealthReport report) {
        reports.put(report.subsystem(), report);
    }

    @Override
    public void forget(String subsystem) {
        reports.remove(subsystem);
    }

    @Override
    public List<HealthReport> reports() {
        return reports.values().stream()
                .sorted(Comparator.comparing(HealthReport::state).reversed().thenComparing(HealthReport::subsystem))
                .toList();
    }

    /** Returns what a subsystem said last, or null. */
    public HealthReport of(String subsystem) {
        return reports.get(subsystem);
    }
}
