package org.qgate.services.internal.record;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How one extender stands.
 *
 * @param wanted what an operator wants of it
 * @param failure why it does not run although it should; empty when it does
 * @param probationUntilMs until when a failure brings the version before back; 0 for no probation
 * @param probationOf number of the change that began it
 * @param branch what of its data is kept aside for a rollback
 * @param gateClosedMicros how long callers waited at the last update
 */
public record Standing(
        Wanted wanted, String failure, long probationUntilMs, long probationOf, Branch branch, long gateClosedMicros) {
    /** A new one. */
    public static final Standing NEW = new Standing(Wanted.RUNNING, "", 0, 0, Branch.NONE, 0);

    /** What an operator wants. */
    public enum Wanted {
        /** It runs. */
        RUNNING,
        /** It runs with its gate closed. */
        PAUSED,
        /** It does not run. */
        STOPPED,
        /** It goes; what it kept stays. */
        REMOVED,
        /** It goes, and what it kept too. */
        ERASED
    }

    /** What is kept of the data of an earlier epoch. */
    public enum Branch {
        /** Nothing. */
        NONE,
        /** The store's branch of its namespace. */
        KEPT,
        /** That there was nothing: going back means to erase. */
        EMPTY
    }

    /** Wants something else. */
    public Standing want(Wanted next) {
        return new Standing(next, failure, probationUntilMs, probationOf, branch, gateClosedMicros);
    }

    /** Failed, or with an empty text does so no more. */
    public Standing fail(String why) {
        return new Standing(wanted, why, probationUntilMs, probationOf, branch, gateClosedMicros);
    }

    /** Is on probation, or with 0 no more. */
    public Standing probation(long untilMs, long change) {
        return new Standing(wanted, failure, untilMs, change, branch, gateClosedMicros);
    }

    /** Has other data aside. */
    public Standing branch(Branch next) {
        return new Standing(wanted, failure, probationUntilMs, probationOf, next, gateClosedMicros);
    }

    /** Callers waited. */
    public Standing closed(long micros) {
        return new Standing(wanted, failure, probationUntilMs, probationOf, branch, micros);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("wanted", wanted.name());
        json.put("failure", failure);
        json.put("probationUntilMs", probationUntilMs);
        json.put("probationOf", probationOf);
        json.put("branch", branch.name());
        json.put("gateClosedMicros", gateClosedMicros);
        return json;
    }

    static Standing of(Fields json) {
        return new Standing(
                Wanted.valueOf(json.text("wanted")),
                json.text("failure"),
                json.number("probationUntilMs"),
                json.number("probationOf"),
                Branch.valueOf(json.text("branch")),
                json.number("gateClosedMicros"));
    }
}
