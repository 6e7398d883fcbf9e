package org.qgate.qrng.internal.flow;

import java.util.List;

/** What the tests say of a window: none of its bytes is used when there is any finding. */
public record WindowVerdict(List<Finding> findings, WindowStatistics statistics) {
    /** Copies the list. */
    public WindowVerdict {
        findings = List.copyOf(findings);
    }

    /** Returns whether its bytes may be used. */
    public boolean clean() {
        return findings.isEmpty();
    }

    /** Returns whether the device is to be quarantined. */
    public boolean severe() {
        return findings.stream().anyMatch(Finding::severe);
    }
}
