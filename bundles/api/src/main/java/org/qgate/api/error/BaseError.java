package org.qgate.api.error;

/** Errors of the node's folder, configuration and life cycle. */
public enum BaseError implements ErrorCode {
    /** Unknown configuration key. */
    UNKNOWN_KEY(
            1,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "A configuration key is not known.",
            "Remove or correct the key; docs/configuration.md lists all of them."),
    /** Value out of range. */
    BAD_VALUE(
            2,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "A configuration value is out of range or malformed.",
            "Correct the value; the message names what is allowed."),
    /** Another node holds the folder. */
    FOLDER_LOCKED(
            3,
            Severity.CRITICAL,
            Retry.MAY_HELP,
            "Another process uses this node folder.",
            "Stop the other node or give this one a folder of its own."),
    /** Data newer than the program. */
    DATA_TOO_NEW(
            4,
            Severity.CRITICAL,
            Retry.WILL_NOT_HELP,
            "The stored data was written by a newer version.",
            "Start the newer version, or restore a backup made with this one."),
    /** State could not be written. */
    STATE_WRITE(
            5,
            Severity.ERROR,
            Retry.MAY_HELP,
            "A state file could not be written.",
            "Check free space and permissions of the state folder."),
    /** State unreadable. */
    STATE_READ(
            6,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "A state file could not be read.",
            "Restore the file from a backup or remove it to start afresh."),
    /** A swappable service is absent. */
    SERVICE_ABSENT(
            7,
            Severity.WARN,
            Retry.MAY_HELP,
            "A part of the node is not available at the moment.",
            "Try again; node:status names what is missing."),
    /** A worker pool is full. */
    WORKERS_BUSY(
            8,
            Severity.WARN,
            Retry.MAY_HELP,
            "A bounded work queue is full.",
            "Try again later; lower the load if it persists."),
    /** Release list or a bundle it names. */
    RELEASE(
            9,
            Severity.CRITICAL,
            Retry.WILL_NOT_HELP,
            "A part of the distribution is missing, altered or does not start.",
            "Unpack the distribution again; the message names the file.");

    private final ErrorEntry entry;

    BaseError(int number, Severity severity, Retry retry, String meaning, String advice) {
        entry = ErrorEntry.of("BAS", number, severity, retry, meaning, advice);
    }

    @Override
    public ErrorEntry entry() {
        return entry;
    }
}
