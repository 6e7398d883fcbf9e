package org.qgate.api.error;

/** Errors of the doors for programs of this machine. */
public enum LocalError implements ErrorCode {
    /** No token. */
    UNAUTHORISED(
            1,
            Severity.NOTICE,
            Retry.REFUSED,
            "The request has no token that is known, in time and of the right scope.",
            "Make one with token:create and send it as Authorization: Bearer."),
    /** A name that cannot be. */
    BAD_TOKEN_NAME(
            2,
            Severity.NOTICE,
            Retry.WILL_NOT_HELP,
            "The name of a token is taken, or not 1 to 32 characters of a-z, 0-9 and -.",
            "Choose another name."),
    /** No such token. */
    NO_TOKEN(3, Severity.NOTICE, Retry.WILL_NOT_HELP, "There is no token of that name.", "See token:list."),
    /** The port is taken. */
    NOT_BOUND(
            4,
            Severity.ERROR,
            Retry.MAY_HELP,
            "The address for HTTPS could not be bound.",
            "Set another port in etc/org.qgate.local.cfg, or end what holds it."),
    /** No FIFO. */
    NO_FIFO(
            5,
            Severity.ERROR,
            Retry.MAY_HELP,
            "The FIFO could not be made or written, or something else lies there.",
            "Check folder and permissions of its path in etc/org.qgate.local.cfg."),
    /** Nobody answers yet. */
    NOT_READY(
            6,
            Severity.NOTICE,
            Retry.MAY_HELP,
            "Whoever answers this path is not there at the moment, or the store is not open.",
            "Try again in a moment."),
    /** No such path. */
    NOT_FOUND(
            7,
            Severity.NOTICE,
            Retry.WILL_NOT_HELP,
            "Nobody answers this path.",
            "See the documentation of the interface."),
    /** A request that is not allowed. */
    BAD_REQUEST(
            8,
            Severity.NOTICE,
            Retry.WILL_NOT_HELP,
            "A parameter, method or body is not allowed; the message says which.",
            "Correct the request."),
    /** A handler that failed. */
    FAILED(
            9,
            Severity.ERROR,
            Retry.MAY_HELP,
            "The answer could not be made, or not to its end.",
            "Try again; when it stays, the node's log says more.");

    private final ErrorEntry entry;

    LocalError(int number, Severity severity, Retry retry, String meaning, String advice) {
        entry = ErrorEntry.of("LOC", number, severity, retry, meaning, advice);
    }

    @Override
    public ErrorEntry entry() {
        return entry;
    }
}
