package org.qgate.api.error;

/** Errors of the vault. */
public enum VaultError implements ErrorCode {
    /** No vault. */
    ABSENT(1, Severity.ERROR, Retry.WILL_NOT_HELP, "There is no vault here.", "Make one with vault:create."),
    /** Locked. */
    LOCKED(
            2,
            Severity.ERROR,
            Retry.MAY_HELP,
            "The vault is locked: what the node has stored cannot be read or written.",
            "Insert the medium with the key file, or give it to vault:unlock."),
    /** Wrong key. */
    WRONG_KEY(
            3,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "The key file or the passphrase does not belong to this vault.",
            "Give the key file that vault:create made for this node, and its passphrase if it has one."),
    /** Key file missing, unreadable or damaged. */
    KEY_FILE(
            4,
            Severity.ERROR,
            Retry.MAY_HELP,
            "A key file is not there, cannot be read or written, or is damaged.",
            "Insert its medium; if it is damaged use the recovery file: vault:recover."),
    /** Header damaged. */
    DAMAGED(
            5,
            Severity.CRITICAL,
            Retry.WILL_NOT_HELP,
            "The vault's header is damaged or was altered.",
            "Restore a backup of this node with bin/qgate restore; without the header nothing can be read."),
    /** A value does not open. */
    NOT_AUTHENTIC(
            6,
            Severity.CRITICAL,
            Retry.WILL_NOT_HELP,
            "A stored value was altered, moved or comes from another place.",
            "Restore the store from a backup; somebody may have changed the disk."),
    /** No such epoch. */
    UNKNOWN_EPOCH(
            7,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "A value belongs to an epoch whose key was erased or never was here.",
            "Nothing can open it again; if that was not meant restore a backup."),
    /** There is one already. */
    EXISTS(
            8,
            Severity.ERROR,
            Retry.REFUSED,
            "There is a vault already.",
            "Use vault:status; vault:rekey changes its key file and passphrase."),
    /** A recovery file would be lost. */
    RECOVERY(
            9,
            Severity.ERROR,
            Retry.REFUSED,
            "The vault has a recovery file and would lose it.",
            "Name the recovery file in use, or a new one to be made."),
    /** The epoch is in use. */
    EPOCH_IN_USE(
            10,
            Severity.ERROR,
            Retry.REFUSED,
            "The epoch is still used to seal.",
            "Begin another one with vault:rotate first."),
    /** Header too new. */
    TOO_NEW(
            11,
            Severity.CRITICAL,
            Retry.WILL_NOT_HELP,
            "The vault's header or a key file was written by a newer version.",
            "Start the newer version, or restore a backup made with this one."),
    /** Header could not be written. */
    NOT_WRITTEN(
            12,
            Severity.ERROR,
            Retry.MAY_HELP,
            "The vault's header could not be written.",
            "Check free space and permissions of the node's folder."),
    /** Passphrase needed. */
    PASSPHRASE(
            13,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "The vault needs a passphrase as well.",
            "vault:unlock asks for it in bin/qgate shell; scripts give --passphrase-file. It is never stored."),
    /** Too many epochs. */
    FULL(
            14,
            Severity.ERROR,
            Retry.MAY_HELP,
            "The vault holds as many epochs as it can.",
            "Wait until old epochs are erased: the store does so once it has sealed everything anew."),
    /** A key inside the node's folder. */
    KEY_PLACE(
            15,
            Severity.ERROR,
            Retry.REFUSED,
            "A key file must not lie in the node's own folder, or no place for it is known.",
            "Set vault_key in etc/org.qgate.crypto.cfg to a file outside the node's folder, best on a removable"
                    + " medium."),
    /** An older copy. */
    OLDER_COPY(
            16,
            Severity.CRITICAL,
            Retry.REFUSED,
            "The vault is an older copy of itself: the anchor beside the key file knows a newer one.",
            "If you restored a backup on purpose delete the anchor file that is named; else somebody changed the"
                    + " disk."),
    /** Backup failed. */
    BACKUP(
            17,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "The vault cannot be copied there.",
            "Name an empty folder outside the node's folder, on a disk with room.");

    private final ErrorEntry entry;

    VaultError(int number, Severity severity, Retry retry, String meaning, String advice) {
        entry = ErrorEntry.of("VLT", number, severity, retry, meaning, advice);
    }

    @Override
    public ErrorEntry entry() {
        return entry;
    }
}
