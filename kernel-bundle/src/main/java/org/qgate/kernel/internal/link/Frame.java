package org.qgate.kernel.internal.link;

/** The frames inside a record ([FRAME-1], [FRAME-2]): type, 16-bit length, payload. */
final class Frame {
    /** Bytes before a payload. */
    static final int HEADER = 3;

    /** Padding; the payload is ignored. */
    static final int PAD = 0;
    /** Whole cells of 514 bytes. */
    static final int CELLS_SMALL = 1;
    /** Whole cells of 4,096 bytes. */
    static final int CELLS_LARGE = 2;
    /** Asks for a PONG with the same 8 bytes. */
    static final int PING = 3;
    /** The answer. */
    static final int PONG = 4;
    /** Renewing keys: a kind and a body. */
    static final int REKEY = 5;
    /** The sender seals with new keys from the next record on. */
    static final int REKEY_DONE = 6;
    /** A message to the layers above: 16-bit type and body. */
    static final int CONTROL = 7;
    /** The sender closes: one byte of reason. */
    static final int CLOSE = 8;

    /** Kinds of REKEY ([FRAME-2]). */
    static final int REKEY_OFFER = 1;
    /** The responder's answer to an offer. */
    static final int REKEY_ANSWER = 2;
    /** The responder asks the initiator to begin. */
    static final int REKEY_ASK = 3;

    private Frame() {}
}
