package org.qgate.api.transport;

import org.qgate.api.error.QGateException;

/**
 * Stops the data event loop for a moment, so that owners of ports can be replaced while nothing moves: no delivery, no
 * timer, no read, no write. What arrives meanwhile waits in the operating system; connections wait in the listeners'
 * backlogs. Thread-safe.
 */
public interface Gate {
    /**
     * Closes the gate. When this returns no delivery is under way and the loop stands still until {@link Hold#open}.
     *
     * @param atMostMs how long to wait for the loop to come to an end of its work, 1 to 60,000 ms
     * @throws QGateException QG-TRN-0007 when it did not in time, or when the gate is closed already
     */
    Hold close(long atMostMs);

    /** A closed gate. Thread-safe. */
    interface Hold {
        /**
         * Lets one thread stand for the event loop: its calls on leases count as made there. Calls of the thread that
         * had this before are refused from now on.
         *
         * @param thread null for nobody
         */
        void lend(Thread thread);

        /** Returns how many bytes were committed to ports since the gate was closed. */
        long written();

        /**
         * Opens the gate; idempotent.
         *
         * @return for how long it was closed, in nanoseconds
         */
        long open();
    }
}
