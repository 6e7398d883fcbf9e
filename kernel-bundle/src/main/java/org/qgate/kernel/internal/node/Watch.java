package org.qgate.kernel.internal.node;

import java.util.List;
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
    private String said = "";

    Watch(Health health) {
        this.health = health;
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
        tellClock(aheadMs);
    }

    private void tellDirectory(List<String> warnings) {
        if (warnings.isEmpty()) {
            health.ok(DIRECTORY, "nothing to report");
        } else {
            health.report(new HealthReport(
                    DIRECTORY,
                    HealthState.WARN,
                    KernelError.NO_SNAPSHOT.id(),
                    String.join("; ", warnings),
                    KernelError.NO_SNAPSHOT.advice()));
        }
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
        health.forget(DIRECTORY);
        health.forget(CLOCK);
    }
}
