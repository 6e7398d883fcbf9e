package org.qgate.api.error;

/** Errors of links, circuits, streams and the directory. */
public enum KernelError implements ErrorCode {
    /** network.json missing or wrong. */
    NETWORK_FILE(
            1,
            Severity.CRITICAL,
            Retry.WILL_NOT_HELP,
            "The network description is missing, malformed, expired or not signed by a signer it names.",
            "Fetch a current network.json and place it in the etc folder."),
    /** No snapshot. */
    NO_SNAPSHOT(
            2,
            Severity.ERROR,
            Retry.MAY_HELP,
            "There is no valid directory snapshot.",
            "Check the seeds and the clock; node:status says what was tried."),
    /** No path. */
    NO_PATH(
            3,
            Severity.ERROR,
            Retry.MAY_HELP,
            "No path satisfies the request.",
            "More relays or exits are needed, or looser rules."),
    /** Circuit failed. */
    CIRCUIT_FAILED(
            4,
            Severity.NOTICE,
            Retry.MAY_HELP,
            "A circuit could not be built or was destroyed.",
            "Nothing to do: another one is tried."),
    /** Timeout. */
    TIMEOUT(
            5,
            Severity.NOTICE,
            Retry.MAY_HELP,
            "The other end did not answer in time.",
            "Try again; check the peers if it persists."),
    /** Not found. */
    NOT_FOUND(
            6,
            Severity.NOTICE,
            Retry.WILL_NOT_HELP,
            "There is no such peer, circuit or stream.",
            "List them and use an id from the list."),
    /** Clock skew. */
    CLOCK_SKEW(
            7,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "The clock of this machine differs too much from its peers.",
            "Set the clock, for instance by NTP."),
    /** Limits. */
    LIMIT(
            8,
            Severity.WARN,
            Retry.MAY_HELP,
            "A limit on links, circuits, streams or memory is reached.",
            "Raise the limit or lower the load."),
    /** Draining. */
    DRAINING(
            9,
            Severity.NOTICE,
            Retry.MAY_HELP,
            "The node is stopping and takes no new work.",
            "Try again after the restart."),
    /** Protocol violation. */
    PROTOCOL(
            10,
            Severity.WARN,
            Retry.WILL_NOT_HELP,
            "A peer broke the protocol.",
            "Nothing to do: the link or circuit was closed."),
    /** Directory disputed. */
    DIRECTORY_DISPUTED(
            11,
            Severity.WARN,
            Retry.WILL_NOT_HELP,
            "Relays or signers contradict the directory snapshot that this node uses.",
            "Compare the digest in node:status with other nodes of the network, and tell whoever runs it.");

    private final ErrorEntry entry;

    KernelError(int number, Severity severity, Retry retry, String meaning, String advice) {
        entry = ErrorEntry.of("KRN", number, severity, retry, meaning, advice);
    }

    @Override
    public ErrorEntry entry() {
        return entry;
    }
}
