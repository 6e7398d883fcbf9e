package org.qgate.api.error;

/** Errors of extenders, and of streams and calls between nodes. Those of packages have numbers from 100 on. */
public enum ExtenderError implements ErrorCode {
    /** No file. */
    NO_FILE(
            1,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "There is no such file, or it cannot be read, or it is too large for a package.",
            "Name a .qsx file of at most 32 MiB that the node's user can read."),
    /** Refused package. */
    REFUSED_PACKAGE(
            2,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "The package was refused; the findings say why.",
            "extender:verify FILE lists every finding with what to use instead."),
    /** Unknown publisher. */
    UNKNOWN_PUBLISHER(
            3,
            Severity.WARN,
            Retry.REFUSED,
            "Nothing proves who published the package, or an operator took the trust in its publisher back: it stays HELD.",
            "Compare the fingerprint with the publisher, then publisher:trust its key."),
    /** Consent. */
    CONSENT(
            4,
            Severity.NOTICE,
            Retry.NEEDS_CONSENT,
            "The package asks for more than was agreed to: it stays HELD.",
            "extender:diff shows what is new; extender:update or extender:install asks, or takes --yes and --grant NAME."),
    /** No confinement. */
    NO_CONFINEMENT(
            5,
            Severity.WARN,
            Retry.MAY_HELP,
            "The package needs a process of its own, and nothing on this machine would hold one: it stays HELD.",
            "Install bubblewrap (Debian: apt-get install bubblewrap); extender:doctor says what is missing."),
    /** No extender. */
    NO_EXTENDER(
            6,
            Severity.NOTICE,
            Retry.WILL_NOT_HELP,
            "There is no extender with this id.",
            "extender:list shows those that are installed."),
    /** Busy. */
    BUSY(
            7,
            Severity.NOTICE,
            Retry.MAY_HELP,
            "Another change of this extender is under way.",
            "Wait until it has finished."),
    /** No previous. */
    NO_PREVIOUS(
            8,
            Severity.NOTICE,
            Retry.WILL_NOT_HELP,
            "There is no version to go back to.",
            "extender:info shows the versions that are kept."),
    /** Downgrade. */
    DOWNGRADE(
            9,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "The package is older than the version in office.",
            "Use extender:rollback, or --allow-downgrade if that is meant."),
    /** Not asked. */
    NOT_ASKED(
            10,
            Severity.NOTICE,
            Retry.WILL_NOT_HELP,
            "The extender does not ask for this permission, or not for this scope.",
            "extender:permissions shows what it asks for."),
    /** Setting. */
    SETTING(
            11,
            Severity.NOTICE,
            Retry.WILL_NOT_HELP,
            "There is no such setting, or the value is out of its range.",
            "extender:info shows settings and their ranges."),
    /** No command. */
    NO_COMMAND(
            12,
            Severity.NOTICE,
            Retry.WILL_NOT_HELP,
            "The extender offers no such command, or its arguments are wrong.",
            "extender:info shows its commands."),
    /** Command failed. */
    COMMAND_FAILED(
            13, Severity.NOTICE, Retry.MAY_HELP, "A command of an extender failed.", "extender:log may say more."),
    /** Fingerprint. */
    FINGERPRINT(
            14,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "The fingerprint is not that of the key.",
            "Ask the publisher for the fingerprint on another way than the one the key came by."),
    /** Same version. */
    SAME_VERSION(
            15,
            Severity.CRITICAL,
            Retry.WILL_NOT_HELP,
            "A package has the version of a known one and other content: somebody signed two different things as one.",
            "Do not install it; ask the publisher, and compare the digests of extender:info."),
    /** Other publisher. */
    OTHER_PUBLISHER(
            16,
            Severity.CRITICAL,
            Retry.WILL_NOT_HELP,
            "An update is signed by another publisher than the extender's.",
            "Ask the publisher for the statement by which it replaced its key, and publisher:trust that."),
    /** Altered file. */
    ALTERED_FILE(
            17,
            Severity.CRITICAL,
            Retry.WILL_NOT_HELP,
            "A stored package or an installed bundle is not what was verified.",
            "Something on this machine changed the node's files: check the disk and who can write to it; install the package again."),
    /** Nothing new. */
    NOTHING_NEW(
            18,
            Severity.NOTICE,
            Retry.WILL_NOT_HELP,
            "There is nothing newer than what is in office.",
            "extender:info shows the versions."),
    /** Not ready. */
    NOT_READY(
            19,
            Severity.WARN,
            Retry.MAY_HELP,
            "Extenders wait for the vault and the store.",
            "vault:unlock; doctor says more."),
    /** State. */
    STATE(
            20,
            Severity.NOTICE,
            Retry.WILL_NOT_HELP,
            "The extender is not in a state in which this can be done.",
            "extender:info shows its state and the reason."),
    /** Stage. */
    STAGE(
            21,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "The framework did not resolve the bundle of the extender.",
            "The reason names what is missing; extender:permissions shows what is not granted."),
    /** Probation. */
    PROBATION(
            22,
            Severity.WARN,
            Retry.WILL_NOT_HELP,
            "A new version failed in its first minutes: the one before took over again.",
            "extender:log shows what happened; tell the publisher."),
    /** Requires. */
    REQUIRES(
            23,
            Severity.WARN,
            Retry.MAY_HELP,
            "The extender needs a service that nobody here provides.",
            "Install what provides it first."),
    /** Not erased. */
    NOT_ERASED(
            24,
            Severity.CRITICAL,
            Retry.MAY_HELP,
            "After erasing something of the extender was still there.",
            "Try again; store:check says whether the store is well."),
    /** No publisher. */
    NO_PUBLISHER(
            25,
            Severity.NOTICE,
            Retry.WILL_NOT_HELP,
            "There is no publisher with this key id.",
            "publisher:list shows them."),
    /** Index. */
    INDEX(
            26,
            Severity.ERROR,
            Retry.MAY_HELP,
            "The update index is expired, or older than one seen before.",
            "Fetch a newer one from the publisher."),
    /** Developer. */
    DEVELOPER(
            27,
            Severity.WARN,
            Retry.WILL_NOT_HELP,
            "A developer's key is trusted: whatever somebody builds with it runs on this node.",
            "End extender:dev; after extender:dev --keep, publisher:untrust KEY when it is not worked on any more."),
    /** Not served. */
    NOT_SERVED(
            40,
            Severity.NOTICE,
            Retry.MAY_HELP,
            "The node is not listed, or does not serve this protocol.",
            "Look who announces it at the moment."),
    /** Unreachable. */
    UNREACHABLE(
            41,
            Severity.NOTICE,
            Retry.MAY_HELP,
            "No circuit to the node could be made, or it refused the stream.",
            "Try again later; node:status says whether this node has joined."),
    /** Timeout. */
    TIMEOUT(42, Severity.NOTICE, Retry.MAY_HELP, "It did not happen in time.", "Try again, or allow more time."),
    /** Limit. */
    LIMIT(43, Severity.NOTICE, Retry.MAY_HELP, "A limit is reached: streams, calls, or bytes.", "Try again later."),
    /** Server failed. */
    SERVER_FAILED(44, Severity.NOTICE, Retry.MAY_HELP, "The other node failed at the request.", "Tell its operator."),
    /** Broken. */
    BROKEN(
            45,
            Severity.NOTICE,
            Retry.MAY_HELP,
            "The stream broke before the response came; the request may have been served.",
            "Ask before you send it again."),
    /** Served already. */
    SERVED_ALREADY(
            46,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "Somebody on this node serves this protocol already.",
            "extender:list shows who."),
    /** Protocol name. */
    PROTOCOL_NAME(
            47,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "No protocol can have this name.",
            "Use 1 to 64 characters of a-z 0-9 . / - such as echo/1."),
    /** Stream closed. */
    STREAM_CLOSED(48, Severity.NOTICE, Retry.MAY_HELP, "The stream was closed or reset.", "Dial again."),
    /** Call too large. */
    CALL_TOO_LARGE(
            49, Severity.NOTICE, Retry.WILL_NOT_HELP, "A request or response has more than 1 MiB.", "Use a stream."),
    /** No entry class. */
    NO_ENTRY_CLASS(
            60,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "The class of an extender that its package names could not be made.",
            "Tell the publisher; the reason names the class."),
    /** Start failed. */
    START_FAILED(
            61,
            Severity.ERROR,
            Retry.MAY_HELP,
            "An extender failed at its start.",
            "extender:log shows its own words."),
    /** Not in time. */
    NOT_IN_TIME(
            62,
            Severity.ERROR,
            Retry.MAY_HELP,
            "An extender was not ready in the time that its manifest gives.",
            "Try again when the node is less busy; tell the publisher."),
    /** Not provided. */
    NOT_PROVIDED(
            63,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "An extender did not register a protocol that its manifest provides.",
            "Tell the publisher."),
    /** In flight. */
    IN_FLIGHT(
            64,
            Severity.WARN,
            Retry.MAY_HELP,
            "Calls in flight did not end, so the old version goes on.",
            "Try again when fewer calls run."),
    /** Export failed. */
    EXPORT_FAILED(
            65,
            Severity.ERROR,
            Retry.MAY_HELP,
            "The old version did not give its state, so it goes on.",
            "extender:log shows why; tell the publisher."),
    /** Import failed. */
    IMPORT_FAILED(
            66,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "The new version did not take the state of the old one, which goes on.",
            "extender:log shows why; tell the publisher."),
    /** Abandoned. */
    ABANDONED(
            67,
            Severity.CRITICAL,
            Retry.WILL_NOT_HELP,
            "A thread of an extender does not end: it holds nothing any more and can reach nothing.",
            "Restart the node to be rid of the thread; do not start this version again."),
    /** Not admitted. */
    NOT_ADMITTED(
            68,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "A bundle that uses the extender API was not installed as an extender.",
            "Install its package with extender:install."),
    /** Other class. */
    OTHER_CLASS(
            69,
            Severity.CRITICAL,
            Retry.WILL_NOT_HELP,
            "A class differs from the one that was verified.",
            "Something changed the bundle on disk: remove the extender and install it again."),
    /** Overdrawn. */
    OVERDRAWN(
            70,
            Severity.WARN,
            Retry.MAY_HELP,
            "An extender exceeded a quota for so long that it was stopped.",
            "extender:info shows its use; extender:log what happened."),
    /** No instance. */
    NO_INSTANCE(
            71, Severity.NOTICE, Retry.MAY_HELP, "No such instance runs.", "Nothing to do: it was stopped meanwhile."),
    /** Its process ended. */
    PROCESS_ENDED(
            72,
            Severity.WARN,
            Retry.MAY_HELP,
            "The process of an extender ended.",
            "It is begun again by itself; extender:log says how it ended. When it goes on so, tell its publisher."),
    /** Its process broke the rules of its socket. */
    PROCESS_LINE(
            73,
            Severity.WARN,
            Retry.MAY_HELP,
            "The process of an extender said what no process of an extender says, and was ended.",
            "Tell its publisher; remove it when it does so again.");

    private final ErrorEntry entry;

    ExtenderError(int number, Severity severity, Retry retry, String meaning, String advice) {
        entry = ErrorEntry.of("EXT", number, severity, retry, meaning, advice);
    }

    @Override
    public ErrorEntry entry() {
        return entry;
    }
}
