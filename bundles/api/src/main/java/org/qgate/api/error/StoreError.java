package org.qgate.api.error;

/** Errors of the local store. */
public enum StoreError implements ErrorCode {
    /** What was read is not what was written. */
    DAMAGED(
            1,
            Severity.CRITICAL,
            Retry.WILL_NOT_HELP,
            "The store's files are not as they were written; the message names segment and offset.",
            "Check the disk; restore a backup of this node with bin/qgate restore."),
    /** A segment is not there. */
    MISSING_SEGMENT(
            2,
            Severity.CRITICAL,
            Retry.WILL_NOT_HELP,
            "A file of the store is missing.",
            "Bring the file back, or restore the store from a backup."),
    /** The key does not open the store. */
    WRONG_KEY(
            3,
            Severity.CRITICAL,
            Retry.WILL_NOT_HELP,
            "The store does not open with this key, or its manifest is damaged. Nothing was changed.",
            "Use the key that belongs to this store."),
    /** Of a later version. */
    UNKNOWN_FORMAT(
            4,
            Severity.CRITICAL,
            Retry.WILL_NOT_HELP,
            "The store was written in a format that this version does not know. Nothing was changed.",
            "Run the version that wrote it, or a later one."),
    /** No room for a segment. */
    DISK_FULL(
            5,
            Severity.ERROR,
            Retry.MAY_HELP,
            "There is no room for another segment. Everything kept can be read.",
            "Free room on the disk or remove entries and compact."),
    /** Memory for keys is used up. */
    INDEX_FULL(
            6,
            Severity.ERROR,
            Retry.MAY_HELP,
            "The index has used up its memory, so no new key is taken.",
            "Remove entries, or give the index more memory."),
    /** A namespace is full. */
    QUOTA(
            7,
            Severity.WARN,
            Retry.REFUSED,
            "The namespace would hold more than its quota.",
            "Remove entries of the namespace, or raise its quota."),
    /** A snapshot was kept too long. */
    SNAPSHOT_GONE(
            8,
            Severity.NOTICE,
            Retry.MAY_HELP,
            "More keys changed since the snapshot than the store remembers.",
            "Take a new snapshot and read faster."),
    /** A batch is too large. */
    TOO_LARGE(
            9,
            Severity.NOTICE,
            Retry.WILL_NOT_HELP,
            "A key, value or batch is larger than the store takes at once.",
            "Split it."),
    /** The disk failed. */
    FAILED(
            10,
            Severity.CRITICAL,
            Retry.WILL_NOT_HELP,
            "The disk failed in a write, so the store writes no more until it is opened again.",
            "Check the disk, then restart the node."),
    /** The store was closed. */
    CLOSED(11, Severity.NOTICE, Retry.MAY_HELP, "The store is closed.", "Wait until it is open again."),
    /** A value is no counter. */
    NO_COUNTER(
            12,
            Severity.NOTICE,
            Retry.WILL_NOT_HELP,
            "A value that is not a counter was used as one.",
            "Use another key."),
    /** A branch forbids it. */
    BRANCHED(
            13,
            Severity.NOTICE,
            Retry.WILL_NOT_HELP,
            "A namespace has a branch already, has nothing to branch, or went back to its branch meanwhile.",
            "Settle or roll back the branch first; put a batch together anew."),
    /** An older copy. */
    OLDER_COPY(
            14,
            Severity.CRITICAL,
            Retry.REFUSED,
            "The store is an older copy, or another one: the anchor beside the key file knows a newer state of it.",
            "If you restored a backup on purpose delete the anchor file beside the key file; else somebody changed"
                    + " the disk."),
    /** The engine cannot do it. */
    NOT_CAPABLE(
            15,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "The engine of the store cannot do what is needed of it, or there is no engine of that name.",
            "Set store_engine in etc/org.qgate.store.cfg to an engine that can; 'local' can do everything."),
    /** A copy could not be written. */
    EXPORT(
            16,
            Severity.ERROR,
            Retry.MAY_HELP,
            "A copy of the store could not be written there.",
            "Name an empty folder on a disk with room.");

    private final ErrorEntry entry;

    StoreError(int number, Severity severity, Retry retry, String meaning, String advice) {
        entry = ErrorEntry.of("STO", number, severity, retry, meaning, advice);
    }

    @Override
    public ErrorEntry entry() {
        return entry;
    }
}
