package org.qgate.base.internal.swap;

import org.qgate.api.update.Part;
import org.qgate.api.update.UpdateCounters;
import org.qgate.api.update.UpdateStep;

/** Counts what updates did. Thread-safe. */
final class Tally {
    private long confirmed;
    private long aborted;
    private long rolledBack;
    private long failed;
    private long longestMicros;
    private long lastMicros;
    private long links;
    private long circuits;
    private long streams;

    synchronized void ended(UpdateStep outcome) {
        switch (outcome) {
            case CONFIRMED -> confirmed++;
            case ABORTED -> aborted++;
            case ROLLED_BACK -> rolledBack++;
            case FAILED -> failed++;
            default -> throw new IllegalArgumentException(outcome + " is no end");
        }
    }

    synchronized void closedFor(long micros) {
        lastMicros = micros;
        longestMicros = Math.max(longestMicros, micros);
    }

    synchronized void adopted(Part.Adopted what) {
        links += what.links();
        circuits += what.circuits();
        streams += what.streams();
    }

    synchronized UpdateCounters counters(long lateWritesRefused) {
        return new UpdateCounters(
                confirmed,
                aborted,
                rolledBack,
                failed,
                longestMicros,
                lastMicros,
                lateWritesRefused,
                links,
                circuits,
                streams);
    }
}
