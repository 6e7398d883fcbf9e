package org.qgate.shell.internal.doctor;

/** What a check says, worst last. */
public enum Verdict {
    /** Could not be found out on this machine, or does not apply. */
    SKIPPED,
    /** As it should be. */
    OK,
    /** Works, but somebody should look. */
    WARN,
    /** Wrong. */
    FAIL
}
