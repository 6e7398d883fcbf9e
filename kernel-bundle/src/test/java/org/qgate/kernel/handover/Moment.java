package org.qgate.kernel.handover;

/** What a node may be in the midst of when it is frozen. */
public enum Moment {
    /** Whatever there is. */
    ANY,
    /** A link renews its keys. */
    REKEY,
    /** A link handshake is under way. */
    HALF_OPEN,
    /** A circuit of this node is being built. */
    BUILDING,
    /** A stream waits for CONNECTED. */
    CONNECTING,
    /** A stream has ended one way. */
    HALF_CLOSED,
    /** Cells wait for a link. */
    QUEUED,
    /** Part of a message in fragments has come. */
    FRAGMENTS,
    /** The length of a record is known, the record is not there yet. */
    HALF_A_RECORD
}
