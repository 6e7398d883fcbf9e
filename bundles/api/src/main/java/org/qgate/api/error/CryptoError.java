package org.qgate.api.error;

/** Errors of identities, handshakes and ciphers. */
public enum CryptoError implements ErrorCode {
    /** Authentication failed. All such failures look alike. */
    AUTHENTICATION(
            1,
            Severity.NOTICE,
            Retry.WILL_NOT_HELP,
            "An authentication tag, signature or handshake did not verify.",
            "Check that both sides hold current keys of one network."),
    /** Malformed input. */
    MALFORMED(
            2,
            Severity.NOTICE,
            Retry.WILL_NOT_HELP,
            "A key, message or certificate has a wrong form.",
            "Check the sender; nothing was accepted."),
    /** A counter or time limit is used up. */
    EXHAUSTED(
            3,
            Severity.WARN,
            Retry.WILL_NOT_HELP,
            "A key has been used up to its limit.",
            "Nothing to do: the connection closes and a new one has new keys."),
    /** Certificate expired or not yet valid. */
    CERTIFICATE_TIME(
            4,
            Severity.ERROR,
            Retry.MAY_HELP,
            "A certificate is expired or not yet valid.",
            "Check the clock; renew the certificate with the master key."),
    /** A required algorithm is missing. */
    NO_PROVIDER(
            5,
            Severity.CRITICAL,
            Retry.WILL_NOT_HELP,
            "The Java runtime offers no usable implementation of a required algorithm.",
            "Use an OpenJDK 17 or 21 build with the standard providers."),
    /** Key files damaged. */
    KEY_FILE(
            6,
            Severity.CRITICAL,
            Retry.WILL_NOT_HELP,
            "A key file is missing, damaged or of another network.",
            "Restore the key files from a backup."),
    /** Self-test failed. */
    SELF_TEST(
            7,
            Severity.CRITICAL,
            Retry.WILL_NOT_HELP,
            "A cipher gave a wrong answer to a known question.",
            "Do not use this Java runtime or machine."),
    /** Another family's key is there. */
    FAMILY(
            8,
            Severity.ERROR,
            Retry.REFUSED,
            "The node has the key of another family.",
            "If it shall leave that family: node:family-import --replace FILE.");

    private final ErrorEntry entry;

    CryptoError(int number, Severity severity, Retry retry, String meaning, String advice) {
        entry = ErrorEntry.of("CRY", number, severity, retry, meaning, advice);
    }

    @Override
    public ErrorEntry entry() {
        return entry;
    }
}
