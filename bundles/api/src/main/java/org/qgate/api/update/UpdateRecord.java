package org.qgate.api.update;

import java.util.List;

/**
 * One entry of the journal of updates.
 *
 * @param id counts from 1
 * @param actor who asked: a user's name, or {@code node} for the node itself
 * @param bundle symbolic name
 * @param from version before
 * @param to version after
 * @param fromSha256 digest before, 64 hexadecimal digits
 * @param toSha256 digest after
 * @param startedWallMs milliseconds since 1970
 * @param steps the steps that were taken and how long each took
 * @param outcome the last step
 * @param gateClosedMicros how long traffic stood still, 0 when the gate was not closed
 * @param error code and message of what went wrong, or empty
 */
public record UpdateRecord(
        long id,
        String actor,
        String bundle,
        String from,
        String to,
        String fromSha256,
        String toSha256,
        long startedWallMs,
        List<StepTime> steps,
        UpdateStep outcome,
        long gateClosedMicros,
        String error) {
    /** Makes the list unchangeable. */
    public UpdateRecord {
        steps = List.copyOf(steps);
    }

    /** How long a step took, in microseconds. */
    public record StepTime(UpdateStep step, long micros) {}

    /** Whether it is over. */
    public boolean over() {
        return switch (outcome) {
            case CONFIRMED, ABORTED, ROLLED_BACK, FAILED -> true;
            default -> false;
        };
    }
}
