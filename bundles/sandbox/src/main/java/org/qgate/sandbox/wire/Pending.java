package org.qgate.sandbox.wire;

import java.util.concurrent.locks.LockSupport;

/** One call of this end that is under way; its thread waits for the outcome. */
final class Pending {
    /** How it ended; the type is null when the line did. Whoever waits reads the body. */
    record Outcome(FrameType type, byte[] body) {}

    private final Thread waiting = Thread.currentThread();
    private volatile Outcome outcome;

    void end(Outcome how) {
        outcome = how;
        LockSupport.unpark(waiting);
    }

    /**
     * Waits.
     *
     * @param stubborn whether an interrupt does not end the wait; the thread is interrupted afterwards
     * @return null when the time was up or the thread was interrupted, which it stays
     */
    Outcome await(long endNs, boolean stubborn) {
        boolean interrupted = false;
        try {
            while (outcome == null && (stubborn || !interrupted)) {
                long left = endNs - System.nanoTime();
                if (left <= 0) {
                    return null;
                }
                LockSupport.parkNanos(this, left);
                interrupted |= Thread.interrupted();
            }
            return outcome;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
