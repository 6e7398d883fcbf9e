package org.qgate.kernel.internal.link;

/** What the {@link Throttle} knows of one link. */
final class Turn {
    private final long port;
    private long credit;
    private boolean waiting;
    private boolean offered;

    Turn(long port) {
        this.port = port;
    }

    long port() {
        return port;
    }

    /** Bytes of its own that the link may still take; below zero what it took too much, as records are taken whole. */
    long credit() {
        return credit;
    }

    /** Whether its port is paused. */
    boolean waiting() {
        return waiting;
    }

    /** Whether bytes were offered to the link since it was given its share. */
    boolean offered() {
        return offered;
    }

    void await() {
        waiting = true;
    }

    /** Gives a share, less what was taken too much before; returns how much that is. */
    long begin(long share) {
        waiting = false;
        offered = false;
        credit = Math.min(0, credit) + share;
        return credit;
    }

    /** Takes bytes from the credit; returns how many were beyond it. */
    long take(int bytes) {
        long beyond = Math.max(0, bytes - Math.max(0, credit));
        offered = true;
        credit = credit > 0 ? credit - bytes : 0;
        return beyond;
    }

    /** Takes back what is left of a share. */
    long end() {
        long left = Math.max(0, credit);
        credit -= left;
        return left;
    }
}
