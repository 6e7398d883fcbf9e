package org.qgate.api.error;

/** Errors of sockets and names. */
public enum TransportError implements ErrorCode {
    /** Port in use. */
    BIND(
            1,
            Severity.CRITICAL,
            Retry.MAY_HELP,
            "A listener could not bind its address.",
            "Free the port or configure another one."),
    /** Connection failed. */
    CONNECT(
            2,
            Severity.NOTICE,
            Retry.MAY_HELP,
            "A connection could not be made.",
            "Check that the address is reachable."),
    /** Stale owner. */
    STALE_OWNER(
            3,
            Severity.WARN,
            Retry.WILL_NOT_HELP,
            "A call came from an owner that was replaced.",
            "Nothing to do: the call was refused and counted."),
    /** No such port. */
    NO_PORT(
            4,
            Severity.NOTICE,
            Retry.WILL_NOT_HELP,
            "The port number is not open or belongs to another owner.",
            "Nothing to do: it was closed meanwhile."),
    /** Name not resolved. */
    NAME(
            5,
            Severity.NOTICE,
            Retry.MAY_HELP,
            "A name could not be resolved.",
            "Check the name and the configured resolvers."),
    /** Budget used up. */
    BUDGET(
            6,
            Severity.WARN,
            Retry.MAY_HELP,
            "The byte budget of the node is used up.",
            "Raise the budget or lower the load."),
    /** The event loop could not be stopped. */
    GATE(
            7,
            Severity.WARN,
            Retry.MAY_HELP,
            "Traffic could not be stopped for a hand-over.",
            "Try again when the node is less busy.");

    private final ErrorEntry entry;

    TransportError(int number, Severity severity, Retry retry, String meaning, String advice) {
        entry = ErrorEntry.of("TRN", number, severity, retry, meaning, advice);
    }

    @Override
    public ErrorEntry entry() {
        return entry;
    }
}
