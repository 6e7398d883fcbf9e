package org.qgate.extender.caller;

import java.util.List;

/** What the callers met since somebody looked last. Thread-safe. */
final class Tally {
    private long calls;
    private long failures;
    private long backwards;
    private long slowestNs;
    private String firstFailure = "";

    synchronized void answered(long tookNs) {
        calls++;
        slowestNs = Math.max(slowestNs, tookNs);
    }

    /** A count that is not larger than the one before. */
    synchronized void wentBack() {
        backwards++;
    }

    synchronized void failed(String why, long tookNs) {
        failures++;
        slowestNs = Math.max(slowestNs, tookNs);
        if (firstFailure.isEmpty()) {
            firstFailure = why;
        }
    }

    /** Returns rows of names and values, and begins anew. */
    synchronized List<List<String>> lap() {
        List<List<String>> rows = List.of(
                List.of("calls", Long.toString(calls)),
                List.of("failures", Long.toString(failures)),
                List.of("backwards", Long.toString(backwards)),
                List.of("slowestMicros", Long.toString(slowestNs / 1_000)),
                List.of("firstFailure", firstFailure));
        calls = 0;
        failures = 0;
        backwards = 0;
        slowestNs = 0;
        firstFailure = "";
        return rows;
    }
}
