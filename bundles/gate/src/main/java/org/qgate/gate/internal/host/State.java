package org.qgate.gate.internal.host;

/** Where an instance stands. */
enum State {
    /** Its constructor has run. */
    MADE,
    /** It has registered what it serves, and is not called. */
    STARTED,
    /** In office. */
    OPEN,
    /** In office, behind a closed gate. */
    PAUSED,
    /** Another one is in office; its streams go on. */
    DRAINING,
    /** A thread of it does not end: it holds nothing. */
    ABANDONED
}
