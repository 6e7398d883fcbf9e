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
     * Waits. A thread that is interrupted stays so.
     *
     * @param leave told once that an interrupt came, unless that means nothing
     * @return null when the time was up or the wait ended with an interrupt
     */
    Outcome await(long endNs, Patience patience, Runnable leave) {
        boolean interrupted = false;
        try {
            while (outcome == null) {
                long left = endNs - System.nanoTime();
                if (left <= 0 || interrupted && patience == Patience.LEAVE) {
                    return null;
                }
                LockSupport.parkNanos(this, left);
                if (Thread.interrupted() && !interrupted) {
                    interrupted = true;
                    told(patience, leave);
                }
            }
            return outcome;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void told(Patience patience, Runnable leave) {
        if (patience == Patience.SETTLE) {
            leave.run();
        }
    }
}
