package org.qgate.testnet.trial;

import java.util.List;

/**
 * What callers met while the extender that they called was replaced.
 *
 * @param updates one after the other
 * @param rollbacks after them
 * @param remote callers of another node, over circuits
 * @param local callers of the same node
 */
public record ExtenderOutcome(List<Replaced> updates, List<Replaced> rollbacks, Laps remote, Laps local) {
    /**
     * One version taking over from another.
     *
     * @param gateClosedMs for how long callers waited, by the gate's own counter
     * @param seconds from the command until the new version was confirmed, as the operator sees it
     */
    public record Replaced(String from, String to, double gateClosedMs, double seconds) {}

    /** What some callers met in windows of equal length, but for the last one. */
    public record Laps(Lap updating, Lap quiet, Lap rolling) {
        /** Returns how many calls failed in all windows. */
        public long failures() {
            return updating.failures() + quiet.failures() + rolling.failures();
        }

        /** Returns how often a count was not larger than the one before. */
        public long backwards() {
            return updating.backwards() + quiet.backwards() + rolling.backwards();
        }

        /** Returns by how much the slowest call was slower because of updates, in milliseconds. */
        public double stallMs() {
            return updating.slowestMs() - quiet.slowestMs();
        }
    }

    /**
     * One window.
     *
     * @param firstFailure its reason; empty for none
     */
    public record Lap(long calls, long failures, long backwards, double slowestMs, String firstFailure) {}

    /** Returns the milliseconds that each replacement kept callers waiting, in ascending order. */
    public List<Double> gateClosedMs() {
        return updates.stream().map(Replaced::gateClosedMs).sorted().toList();
    }
}
