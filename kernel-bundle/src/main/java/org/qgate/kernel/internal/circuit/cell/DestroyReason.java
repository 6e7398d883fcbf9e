package org.qgate.kernel.internal.circuit.cell;

/** Why a circuit ended; the code is the one in a DESTROY ([CELL-7]). */
public enum DestroyReason {
    /** No reason told. */
    NONE(0),
    /** The protocol was broken. */
    PROTOCOL(1),
    /** The client needs it no more. */
    FINISHED(2),
    /** A limit of the node was reached. */
    LIMIT(3),
    /** The next hop could not be linked. */
    CONNECT_FAILED(4),
    /** The next hop is not in the relay's verified view. */
    NOT_LISTED(5),
    /** The node stops and takes no new circuits. */
    DRAINING(6),
    /** A handshake failed. */
    HANDSHAKE(7),
    /** The link below it went down. */
    LINK_LOST(8),
    /** No answer in time. */
    TIMEOUT(9);

    private final int code;

    DestroyReason(int code) {
        this.code = code;
    }

    /** Returns the code on the wire. */
    public int code() {
        return code;
    }

    /** Finds a reason by its code; {@link #NONE} when there is none. */
    public static DestroyReason of(int code) {
        for (DestroyReason reason : values()) {
            if (reason.code == code) {
                return reason;
            }
        }
        return NONE;
    }
}
