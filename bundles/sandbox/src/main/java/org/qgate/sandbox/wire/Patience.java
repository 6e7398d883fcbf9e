package org.qgate.sandbox.wire;

/** What an interrupt means to who waits for an answer. */
enum Patience {
    /** The other end is told, and nobody waits any more. */
    LEAVE,
    /** The other end is told, and what it answers then counts: nothing that it did is lost. */
    SETTLE,
    /** Nothing, for now. */
    STUBBORN
}
