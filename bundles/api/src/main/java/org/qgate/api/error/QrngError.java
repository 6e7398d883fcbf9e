package org.qgate.api.error;

/** Errors and findings of quantum randomness. */
public enum QrngError implements ErrorCode {
    /** No such device. */
    NO_DEVICE(1, Severity.NOTICE, Retry.WILL_NOT_HELP, "There is no device of that name.", "See qrng:list."),
    /** A device that cannot be. */
    BAD_SOURCE(
            2,
            Severity.NOTICE,
            Retry.WILL_NOT_HELP,
            "A device was described in a way that is not allowed; the message says what.",
            "Correct it; qrng:add --help lists what may be said."),
    /** A device does not answer. */
    UNREADABLE(
            3,
            Severity.ERROR,
            Retry.MAY_HELP,
            "A device could not be opened or read, or did not answer in time.",
            "Check cable, power, path and permissions, or the certificate it shows."),
    /** A device answers nonsense. */
    NONSENSE(
            4,
            Severity.ERROR,
            Retry.MAY_HELP,
            "A device answered something that its protocol does not allow.",
            "Check its firmware and that the right driver is named."),
    /** A name is taken. */
    NAME_TAKEN(
            5,
            Severity.NOTICE,
            Retry.WILL_NOT_HELP,
            "There is a device of that name already.",
            "Choose another name, or remove the device first."),
    /** No such driver. */
    NO_DRIVER(
            6,
            Severity.NOTICE,
            Retry.WILL_NOT_HELP,
            "No driver of that name is there.",
            "qrng:list --drivers lists them."),
    /** Too few samples. */
    TOO_SLOW(
            7,
            Severity.WARN,
            Retry.MAY_HELP,
            "A device gave too few samples in time.",
            "Try again with fewer samples, or check the device."),
    /** Not ready. */
    NOT_READY(
            8,
            Severity.ERROR,
            Retry.MAY_HELP,
            "Quantum randomness waits for the vault, the store or the cryptography.",
            "Unlock the vault and try again."),
    /** Not in this state. */
    WRONG_STATE(
            9,
            Severity.NOTICE,
            Retry.REFUSED,
            "The device is not in a state in which that can be done.",
            "See qrng:info."),
    /** A value repeats. */
    REPETITION(
            10,
            Severity.CRITICAL,
            Retry.MAY_HELP,
            "A device repeated a value more often than chance allows (SP 800-90B, section 4.4.1).",
            "It is stuck: check it, then qrng:release."),
    /** A value is too frequent. */
    PROPORTION(
            11,
            Severity.CRITICAL,
            Retry.MAY_HELP,
            "A device gave a value more often than chance allows (SP 800-90B, section 4.4.2).",
            "It is biased: check it, then qrng:release."),
    /** A device gives nothing. */
    STALL(
            12,
            Severity.ERROR,
            Retry.MAY_HELP,
            "A device gave no samples for longer than allowed.",
            "Check cable and power; it is tried again."),
    /** A window came twice. */
    DUPLICATE(
            13,
            Severity.CRITICAL,
            Retry.MAY_HELP,
            "A device gave a window of samples that it had given before.",
            "It replays: check it, then qrng:release."),
    /** It is another device. */
    IDENTITY_CHANGED(
            14,
            Severity.CRITICAL,
            Retry.REFUSED,
            "A device has another serial number or firmware than before.",
            "If it was exchanged on purpose remove it and add it again."),
    /** Less entropy than claimed. */
    LOW_ENTROPY(
            15,
            Severity.CRITICAL,
            Retry.MAY_HELP,
            "An assessment found less min-entropy than is claimed for the device.",
            "Lower the claim to what was measured, or check the device."),
    /** An operator quarantined it. */
    QUARANTINED(
            16,
            Severity.CRITICAL,
            Retry.REFUSED,
            "An operator or a recall quarantined the device.",
            "qrng:release lets it qualify again."),
    /** It ended. */
    ENDED(17, Severity.WARN, Retry.MAY_HELP, "A recording or a device came to its end.", "Add it again, or remove it."),
    /** Not enough bytes. */
    EMPTY(
            20,
            Severity.WARN,
            Retry.MAY_HELP,
            "There were not enough random bytes in time.",
            "Ask for fewer, or add sources: qrng:pool shows what there is."),
    /** No healthy source. */
    NO_HEALTHY_SOURCE(
            21,
            Severity.ERROR,
            Retry.MAY_HELP,
            "No healthy source is there, and bytes made without one were not asked for.",
            "See qrng:list; allow degraded bytes where they will do."),
    /** A cursor could not be kept. */
    CURSOR(
            22,
            Severity.CRITICAL,
            Retry.WILL_NOT_HELP,
            "How far bytes were used could not be made durable, so none were given.",
            "Check the store: store:status."),
    /** It is this node. */
    OWN_NODE(30, Severity.NOTICE, Retry.WILL_NOT_HELP, "A node cannot subscribe to itself.", "Name another node."),
    /** It does not serve. */
    NO_SERVER(
            31,
            Severity.ERROR,
            Retry.MAY_HELP,
            "The node does not serve randomness, or cannot be reached.",
            "Check that its operator has set serve = true."),
    /** No lease. */
    NO_LEASE(
            32,
            Severity.NOTICE,
            Retry.MAY_HELP,
            "The lease has ended, or there are as many as there may be.",
            "The subscriber asks for another by itself."),
    /** A chunk that is not right. */
    BAD_CHUNK(
            33,
            Severity.ERROR,
            Retry.REFUSED,
            "A server sent a chunk that does not open, comes twice, or is labelled wrongly. Nothing of it was used.",
            "Look at the server; qrng:subscribe --remove ends the subscription."),
    /** Busy. */
    BUSY(34, Severity.NOTICE, Retry.MAY_HELP, "The server has more requests than it takes.", "Trying again by itself."),
    /** No such stream. */
    NO_STREAM(
            40,
            Severity.NOTICE,
            Retry.WILL_NOT_HELP,
            "There is no block stream of that name here.",
            "block:list --streams lists them."),
    /** No such block. */
    NO_BLOCK(
            41,
            Severity.NOTICE,
            Retry.WILL_NOT_HELP,
            "The stream has no block with that number here.",
            "See block:list."),
    /** A block does not hold. */
    BAD_BLOCK(
            42,
            Severity.ERROR,
            Retry.WILL_NOT_HELP,
            "A block or chain is damaged, forged, reordered or forked; the message names the place.",
            "Do not use what it covers; keep it as evidence."),
    /** A file of blocks. */
    FILE(
            43,
            Severity.NOTICE,
            Retry.MAY_HELP,
            "A file of blocks could not be read or written.",
            "Name a file that the node may read, or a folder that it may write to.");

    private final ErrorEntry entry;

    QrngError(int number, Severity severity, Retry retry, String meaning, String advice) {
        entry = ErrorEntry.of("QRN", number, severity, retry, meaning, advice);
    }

    @Override
    public ErrorEntry entry() {
        return entry;
    }
}
