package org.qgate.api.base;

import java.util.List;
import org.qgate.api.error.QGateException;

/** The node's health board. Thread-safe. */
public interface Health {
    /** Replaces what the subsystem said before. */
    void report(HealthReport report);

    /** Says that a subsystem is well. */
    default void ok(String subsystem, String message) {
        report(new HealthReport(subsystem, HealthState.OK, "", message, ""));
    }

    /** Reports a failure with its code and advice. */
    default void failed(String subsystem, HealthState state, QGateException failure) {
        report(new HealthReport(
                subsystem,
                state,
                failure.codeId(),
                failure.getMessage(),
                failure.code().advice()));
    }

    /** Forgets a subsystem that is gone on purpose. */
    void forget(String subsystem);

    /** Returns all reports, worst first, then by subsystem. */
    List<HealthReport> reports();
}
