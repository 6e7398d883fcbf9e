package org.qgate.qrng.internal.deliver.wire;

import org.qgate.common.wire.WireException;

/** Why a server gives no bytes ([QRN-8]). */
public enum Refusal {
    /** It serves nobody, or not this caller. */
    NOT_SERVED(1),
    /** There are as many leases as there may be, or too many were opened in this second. */
    NO_ROOM(2),
    /** It does not know the lease, or that has ended: open another. */
    NO_LEASE(3),
    /** It has no bytes now, or the subscriber's rate or quota is used up. */
    WAIT(4),
    /** Too many requests wait. */
    BUSY(5),
    /** The sequence number was used: nothing is ever sent again. */
    USED(6),
    /** The request is malformed or does not open. */
    BAD(7);

    private final int code;

    Refusal(int code) {
        this.code = code;
    }

    /** Returns its number on the wire. */
    public int code() {
        return code;
    }

    static Refusal of(int code) {
        if (code < 1 || code > values().length) {
            throw new WireException("no refusal has the number " + code);
        }
        return values()[code - 1];
    }
}
