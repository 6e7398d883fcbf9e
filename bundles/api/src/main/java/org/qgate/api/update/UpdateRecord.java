package org.qgate.api.update;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** Returns this update further on, or over. */
    public UpdateRecord at(UpdateStep reached, List<StepTime> taken, long closedMicros, String why) {
        return new UpdateRecord(
                id, actor, bundle, from, to, fromSha256, toSha256, startedWallMs, taken, reached, closedMicros, why);
    }

    /** Returns this as a JSON object. */
    public Map<String, Object> json() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id);
        map.put("actor", actor);
        map.put("bundle", bundle);
        map.put("from", from);
        map.put("to", to);
        map.put("fromSha256", fromSha256);
        map.put("toSha256", toSha256);
        map.put("startedWallMs", startedWallMs);
        Map<String, Object> micros = new LinkedHashMap<>();
        steps.forEach(step -> micros.put(step.step().name(), step.micros()));
        map.put("stepMicros", micros);
        map.put("outcome", outcome.name());
        map.put("gateClosedMicros", gateClosedMicros);
        map.put("error", error);
        return map;
    }

    /**
     * Reads what {@link #json} gave.
     *
     * @throws IllegalArgumentException when it is malformed
     */
    public static UpdateRecord of(Object json) {
        try {
            Map<?, ?> map = (Map<?, ?>) json;
            List<StepTime> steps = new ArrayList<>();
            ((Map<?, ?>) map.get("stepMicros"))
                    .forEach((step, micros) -> steps.add(
                            new StepTime(UpdateStep.valueOf(step.toString()), ((Number) micros).longValue())));
            return new UpdateRecord(
                    number(map, "id"),
                    (String) map.get("actor"),
                    (String) map.get("bundle"),
                    (String) map.get("from"),
                    (String) map.get("to"),
                    (String) map.get("fromSha256"),
                    (String) map.get("toSha256"),
                    number(map, "startedWallMs"),
                    steps,
                    UpdateStep.valueOf((String) map.get("outcome")),
                    number(map, "gateClosedMicros"),
                    (String) map.get("error"));
        } catch (ClassCastException | NullPointerException malformed) {
            throw new IllegalArgumentException("no record of an update", malformed);
        }
    }

    private static long number(Map<?, ?> map, String name) {
        return ((Number) map.get(name)).longValue();
    }
}
