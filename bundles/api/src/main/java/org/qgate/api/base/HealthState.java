package org.qgate.api.base;

/** Five-valued health, worst last. */
public enum HealthState {
    /** All is well. */
    OK,
    /** Works, but somebody should look. */
    WARN,
    /** Does not work at the moment and is expected to recover by itself. */
    TEMPORARILY_UNAVAILABLE,
    /** Works, but will fail soon unless somebody acts. */
    CRITICAL,
    /** Does not work. */
    ERROR
}
