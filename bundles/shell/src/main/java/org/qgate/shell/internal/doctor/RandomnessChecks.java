package org.qgate.shell.internal.doctor;

import java.util.List;
import org.qgate.shell.internal.view.Randomness;

/**
 * Whether what gives randomness is well.
 *
 * @param seen null while nobody can say
 */
record RandomnessChecks(Randomness seen) {
    private static final String CHECK = "randomness";

    List<Finding> all() {
        if (seen == null) {
            return List.of(Finding.skipped(CHECK, "quantum randomness is not there, or waits for the vault"));
        }
        boolean well = seen.healthy() == seen.devices() && seen.open() == seen.servers() && seen.alerts() == 0;
        return List.of(
                well
                        ? Finding.ok(CHECK, seen.text())
                        : Finding.warn(
                                CHECK,
                                seen.text(),
                                seen.healthy() + seen.open() == 0
                                        ? "no healthy source is there: programs get no random bytes, the node's own"
                                                + " keys come of the operating system alone"
                                        : "fewer sources than were set up give bytes",
                                "qrng:list, qrng:subscribe --list and qrng:alerts say which and why"));
    }
}
