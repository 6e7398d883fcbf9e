package org.qgate.extender.messenger.session;

/**
 * How long envelopes are: whoever stores or carries one learns its class and nothing finer. There are two, so that an envelope
 * tells a bit about its content: whether it is longer than {@link #SMALL} holds. The class depends on the content's length
 * alone: a first message, which carries a handshake, and a later one are as long as each other, and so are texts, receipts
 * and changes of groups.
 *
 * <p>The handshake and the ratchet's keys take up to {@link #OVERHEAD} bytes; 8 KiB is the next power of two, and leaves
 * about 2,300 bytes for what people write at once. Larger content is rare, and 32 KiB holds what may be written at all; files go as
 * attachments.
 */
public enum SizeClass {
    /** 8 KiB: nearly everything. */
    SMALL(8 << 10),
    /** 32 KiB: long texts, lists of groups. */
    LARGE(32 << 10);

    /** The most that is not content, in bytes: envelope, handshake, ratchet header and tags of a first message. */
    public static final int OVERHEAD = Envelope.OVERHEAD + FirstMessage.BYTES + Header.FIRST_BYTES + Packet.OVERHEAD;

    private final int bytes;

    SizeClass(int bytes) {
        this.bytes = bytes;
    }

    /** Returns how long an envelope of this class is, in bytes. */
    public int bytes() {
        return bytes;
    }

    /** Returns how long content may be in this class, in bytes. */
    public int mostContent() {
        return bytes - OVERHEAD;
    }

    /**
     * Returns the class for content of so many bytes.
     *
     * @throws IllegalArgumentException when it is longer than the largest holds
     */
    public static SizeClass of(int contentBytes) {
        for (SizeClass size : values()) {
            if (contentBytes >= 0 && contentBytes <= size.mostContent()) {
                return size;
            }
        }
        throw new IllegalArgumentException("content of " + contentBytes + " bytes; the most is " + LARGE.mostContent());
    }

    /** Whether an envelope may have this length: all that a mailbox can check. */
    public static boolean has(int envelopeBytes) {
        for (SizeClass size : values()) {
            if (size.bytes == envelopeBytes) {
                return true;
            }
        }
        return false;
    }
}
