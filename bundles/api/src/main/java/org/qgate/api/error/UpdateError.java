package org.qgate.api.error;

/** Errors of replacing swappable bundles. */
public enum UpdateError implements ErrorCode {
    /** No signature. */
    UNSIGNED(
            1,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "A package or release list has no signature.",
            "Use a package that was signed with a release key: ./qgate release --release-key FILE makes one."),
    /** Signed by nobody that is pinned. */
    WRONG_KEY(
            2,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "A package or release list is signed by a key that this node does not know, or the signature is wrong.",
            "Use a package of this distribution's publisher; bin/qgate version names the pinned release key."),
    /** Content differs from what was signed. */
    ALTERED(
            3,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "A package is malformed or differs from what was signed.",
            "Fetch the package again."),
    /** Older than what is in office. */
    DOWNGRADE(
            4,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "The package is older than the version in office.",
            "Give --allow-downgrade if that is meant, or use node:rollback."),
    /** Part of the bedrock. */
    BEDROCK(
            5,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "This bundle is part of the bedrock and changes only by restart.",
            "bin/qgate upgrade DIR replaces the whole program, with a restart."),
    /** Data or contracts that this node does not have. */
    TOO_NEW(
            6,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "The package needs newer contracts or newer data than this node has.",
            "Start a newer distribution first, then update."),
    /** The same version, other bytes. */
    SAME_VERSION(
            7,
            Severity.CRITICAL,
            Retry.WILL_NOT_HELP,
            "A package has the version of a known one and other content: somebody signed two different things as one.",
            "Do not install it; ask the publisher, and compare the digests of node:versions."),
    /** In office already. */
    NOTHING_NEW(
            8,
            Severity.NOTICE,
            Retry.WILL_NOT_HELP,
            "There is nothing newer than what is in office.",
            "node:versions lists what is there; put packages into the releases folder of the node."),
    /** No such bundle or version. */
    UNKNOWN(
            9,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "There is no such bundle, package or previous version.",
            "node:versions lists the swappable bundles and their versions."),
    /** Another update runs. */
    BUSY(
            10,
            Severity.WARN,
            Retry.MAY_HELP,
            "Another update is under way.",
            "Wait until node:versions shows that it is over."),
    /** The new version does not start, test itself or adopt. */
    NOT_READY(
            11,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "The new version did not get ready; the old one goes on.",
            "Report it to the publisher with the journal's entry: node:versions --json."),
    /** Nobody can go on. */
    UNCLEAR(
            12,
            Severity.CRITICAL,
            Retry.WILL_NOT_HELP,
            "It was unclear which version may go on: links were closed and are made anew.",
            "Look at node:status; nothing else needs to be done."),
    /** Did not pass its probation. */
    PROBATION(
            13,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "The new version did not pass its probation.",
            "The version before is in office again; report it to the publisher.");

    private final ErrorEntry entry;

    UpdateError(int number, Severity severity, Retry retry, String meaning, String advice) {
        entry = ErrorEntry.of("UPD", number, severity, retry, meaning, advice);
    }

    @Override
    public ErrorEntry entry() {
        return entry;
    }
}
