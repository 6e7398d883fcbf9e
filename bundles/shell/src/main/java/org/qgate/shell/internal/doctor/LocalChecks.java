package org.qgate.shell.internal.doctor;

import java.util.List;
import org.qgate.api.local.LocalStatus;
import org.qgate.shell.internal.view.Text;

/** Checks of the doors for programs of this machine. */
final class LocalChecks {
    private static final long RENEW_MS = 25L * 24 * 3_600 * 1_000;
    private static final String CHECK = "local-https";

    private final LocalStatus seen;
    private final long wallMs;

    /**
     * Prepares the checks.
     *
     * @param seen null when nobody tells
     */
    LocalChecks(LocalStatus seen, long wallMs) {
        this.seen = seen;
        this.wallMs = wallMs;
    }

    List<Finding> all() {
        return seen == null
                ? List.of(Finding.skipped(CHECK, "nobody tells of the doors for local programs"))
                : List.of(https(), fifo());
    }

    private Finding https() {
        if (seen.address().isEmpty()) {
            return seen.reason().isEmpty()
                    ? Finding.ok(CHECK, "off")
                    : Finding.warn(CHECK, "not open", seen.reason(), "https_listen in etc/org.qgate.local.cfg");
        }
        String evidence = seen.address() + ", certificate for "
                + Text.duration(Math.max(0, seen.certificateEndsWallMs() - wallMs));
        if (!seen.address().startsWith("127.") && !seen.address().startsWith("[::1]:")) {
            return Finding.fail(CHECK, evidence, "other machines reach it", "https_listen in etc/org.qgate.local.cfg");
        }
        return seen.certificateEndsWallMs() - wallMs > RENEW_MS
                ? Finding.ok(CHECK, evidence)
                : Finding.warn(CHECK, evidence, "it was not renewed in time", "check the clock; unlock the vault");
    }

    private Finding fifo() {
        boolean broken = seen.fifo().isEmpty() && seen.reason().startsWith("QG-LOC-0005");
        if (broken) {
            return Finding.warn("local-fifo", "not open", seen.reason(), "fifo in etc/org.qgate.local.cfg");
        }
        return Finding.ok(
                "local-fifo",
                seen.fifo().isEmpty() ? "off" : seen.fifo() + ", " + Text.bytes(seen.fifoBytes()) + " written");
    }
}
