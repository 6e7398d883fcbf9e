package org.qgate.api.extender;

import java.util.List;

/**
 * One change of an extender, under way or finished.
 *
 * @param action {@code install}, {@code update}, {@code rollback}, {@code remove}, {@code start} or {@code stop}
 * @param steps what was done, in order
 * @param outcome empty while it is under way; else a step: {@code LIVE}, {@code CONFIRMED}, {@code HELD}, {@code STOPPED},
 *     {@code REMOVED}, {@code ABORTED} (nothing changed) or {@code ROLLED_BACK}
 * @param gateClosedMicros how long callers waited
 * @param error code and message; empty when all went well
 * @param missing permissions that lack consent
 */
public record ExtenderChange(
        long number,
        String actor,
        String action,
        String id,
        String from,
        String to,
        long startedWallMs,
        List<Step> steps,
        String outcome,
        long gateClosedMicros,
        String error,
        List<String> missing) {
    /**
     * One step.
     *
     * @param name {@code STORED}, {@code VERIFIED}, {@code HELD}, {@code STAGED}, {@code WARMED}, {@code LIVE},
     *     {@code DRAINING}, {@code PARKED}, {@code PROBATION}, {@code CONFIRMED}, …
     */
    public record Step(String name, long micros) {}
}
