package org.qgate.kernel.internal.node;

import java.util.List;
import org.qgate.api.base.Audit;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.api.error.KernelError;

/** Tells the health board what was seen of the running overlay. Off the loop. */
final class Watch {
    private static final String DIRECTORY = "kernel.directory";
    private static final String CLOCK = "kernel.clock";
    private static final long LOOK_CLOSER_MS = 60_000;
    /** Half of what a handshake allows between two clocks: from here on some links begin to fail. */
    private static final long TOO_FAR_MS = 450_000;

    private final Health health;
    private final Audit audit;
    private String said = "";
    private String recorded = "";

    Watch(Health health, Audit audit) {
        this.health = health;
        this.audit = audit;
    }

    /**
     * Tells what was seen, when it differs from the last time.
     *
     * @param warnings of directory and paths
     * @param aheadMs this clock minus its peers'
     */
    void saw(List<String> warnings, long aheadMs) {
        String now = warnings + " " + aheadMs / 1_000;
        if (now.equals(said)) {
            return;
        }
        said = now;
        tellDirectory(warnings);
        record(warnings);
        tellClock(aheadMs);
    }

    private void tellDirectory(List<String> warnings) {
        if (warnings.isEmpty()) {
            health.ok(DIRECTORY, "nothing to report");
        } else {
            KernelError code = warnings.stream().anyMatch(Watch::isDispute)
                    ? KernelError.DIRECTORY_DISPUTED
                    : KernelError.NO_SNAPSHOT;
            health.report(new HealthReport(
                    DIRECTORY, HealthState.WARN, code.id(), String.join("; ", warnings), code.advice()));
        }
    }

    /** What contradicts itself is written down once, whatever becomes of it. */
    private void record(List<String> warnings) {
        for (String dispute : warnings.stream().filter(Watch::isDispute).toList()) {
            if (!dispute.equals(recorded)) {
                recorded = dispute;
                audit.record("kernel", "directory:dispute", dispute, KernelError.DIRECTORY_DISPUTED.id());
            }
        }
    }

    private static boolean isDispute(String warning) {
        return warning.startsWith(KernelError.DIRECTORY_DISPUTED.id());
    }

    private void tellClock(long aheadMs) {
        long offMs = Math.abs(aheadMs);
        String text = "this clock is " + offMs / 1_000 + " s " + (aheadMs >= 0 ? "ahead of" : "behind") + " its peers'";
        if (offMs < LOOK_CLOSER_MS) {
            health.ok(CLOCK, text);
        } else {
            health.report(new HealthReport(
                    CLOCK,
                    offMs < TOO_FAR_MS ? HealthState.WARN : HealthState.ERROR,
                    KernelError.CLOCK_SKEW.id(),
                    text,
                    KernelError.CLOCK_SKEW.advice()));
        }
    }

    void forget() {
        said = "";
        health.forget(DIRECTORY);
        health.forget(CLOCK);
    }
}
