package org.qgate.sandbox.wire;

/** What a frame is: [BOX-4]. The number on the wire is the order here, from 1 on. */
enum FrameType {
    /** The first one of each end. */
    HELLO,
    /** Asks the other end for something. */
    CALL,
    /** Asks with arguments that are too long for a frame: the other end fetches them. */
    LONG_CALL,
    /** How a call ended well. */
    RESULT,
    /** The same, too long for a frame. */
    LONG_RESULT,
    /** A call was refused: reason, permission, text. */
    REFUSED,
    /** Whoever served a call failed at it, in words. */
    FAILED,
    /** Whoever called does not wait any more. */
    CANCEL;

    private static final FrameType[] ALL = values();

    byte code() {
        return (byte) (ordinal() + 1);
    }

    static FrameType of(byte code) throws BreachException {
        if (code < 1 || code > ALL.length) {
            throw new BreachException("a frame of no known type");
        }
        return ALL[code - 1];
    }
}
