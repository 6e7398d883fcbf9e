package org.qgate.kernel.internal.link;

/** Why a link ended; the code is the one in a CLOSE frame. */
public enum LinkClose {
    /** No reason told. */
    UNKNOWN(0),
    /** Nothing needs it any more. */
    IDLE(1),
    /** The node stops. */
    SHUTDOWN(2),
    /** A record, frame or message was wrong. */
    PROTOCOL(3),
    /** The keys could not be renewed in time. */
    REKEY(4),
    /** Access is denied. */
    DENIED(5),
    /** A limit was reached. */
    LIMIT(6),
    /** The carrier broke or could not be made. Never sent. */
    CARRIER(7),
    /** The handshake failed. Never sent. */
    HANDSHAKE(8),
    /** No answer in time. Never sent. */
    TIMEOUT(9);

    private final int code;

    LinkClose(int code) {
        this.code = code;
    }

    /** Returns the code on the wire. */
    public int code() {
        return code;
    }

    /** Finds a reason by its code; {@link #UNKNOWN} when there is none. */
    public static LinkClose of(int code) {
        for (LinkClose reason : values()) {
            if (reason.code == code) {
                return reason;
            }
        }
        return UNKNOWN;
    }
}
