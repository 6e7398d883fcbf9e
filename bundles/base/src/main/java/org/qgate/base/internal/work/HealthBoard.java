package org.qgate.base.internal.work;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the last report of each subsystem and logs when one changes its state. Thread-safe. */
public final class HealthBoard implements Health {
    private static final Logger LOG = LoggerFactory.getLogger("org.qgate.health");

    private static final Comparator<HealthReport> WORST_FIRST =
            Comparator.comparing(HealthReport::state).reversed().thenComparing(HealthReport::subsystem);

    private final Map<String, HealthReport> reports = new ConcurrentHashMap<>();

    @Override
    public void report(HealthReport report) {
        HealthReport before = reports.put(report.subsystem(), report);
        HealthState from = before == null ? HealthState.OK : before.state();
        if (from != report.state()) {
            log(from, report);
        }
    }

    /** The message stays out: it may name peers and addresses, and the log lies in the clear. */
    private static void log(HealthState from, HealthReport now) {
        String line = now.subsystem() + ": " + from + " -> " + now.state()
                + (now.code().isEmpty() ? "" : " " + now.code() + ": " + now.advice());
        switch (now.state()) {
            case OK -> LOG.info(line);
            case WARN, TEMPORARILY_UNAVAILABLE -> LOG.warn(line);
            case CRITICAL, ERROR -> LOG.error(line);
        }
    }

    @Override
    public void forget(String subsystem) {
        reports.remove(subsystem);
    }

    @Override
    public List<HealthReport> reports() {
        return reports.values().stream().sorted(WORST_FIRST).toList();
    }
}
