package org.qgate.api.error;

/** Errors of entry and exit decisions. */
public enum DpnError implements ErrorCode {
    /** Malformed proxy request. */
    BAD_REQUEST(
            1,
            Severity.NOTICE,
            Retry.WILL_NOT_HELP,
            "A proxy request is malformed.",
            "Use SOCKS5, SOCKS4a, HTTP CONNECT or http:// requests as documented."),
    /** Destination refused locally. */
    DESTINATION(
            2,
            Severity.NOTICE,
            Retry.REFUSED,
            "The destination may not be reached through the network.",
            "Names that are local by definition are never sent out."),
    /** Blocked by rule. */
    BLOCKED(3, Severity.NOTICE, Retry.REFUSED, "A rule blocks this destination.", "See dpn:rule-list."),
    /** No circuit: kill switch. */
    KILL_SWITCH(
            4,
            Severity.NOTICE,
            Retry.MAY_HELP,
            "There is no circuit, so no traffic.",
            "Wait for the bootstrap; node:status shows how far it is."),
    /** Exit policy. */
    EXIT_POLICY(
            5,
            Severity.NOTICE,
            Retry.REFUSED,
            "The exit refuses this address or port.",
            "Choose another destination or exit."),
    /** Bad rule. */
    BAD_RULE(
            6,
            Severity.ERROR,
            Retry.USAGE,
            "A rule is malformed.",
            "PATTERN ACTION, where ACTION is direct, 1, 3, 5 or block."),
    /** Too many. */
    BUSY(7, Severity.NOTICE, Retry.MAY_HELP, "Too many requests are being negotiated.", "Try again."),
    /** The rules are not known. */
    NO_RULES(
            8,
            Severity.ERROR,
            Retry.MAY_HELP,
            "The operator's rules cannot be read, so nothing is let through.",
            "Unlock the vault; see what the health says of the store.");

    private final ErrorEntry entry;

    DpnError(int number, Severity severity, Retry retry, String meaning, String advice) {
        entry = ErrorEntry.of("DPN", number, severity, retry, meaning, advice);
    }

    @Override
    public ErrorEntry entry() {
        return entry;
    }
}
