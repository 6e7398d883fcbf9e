package org.qgate.kernel.internal;

import org.qgate.api.base.Clock;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.transport.Lease;

/**
 * All that the overlay's state machines may touch of the world. Event loop only, unless said otherwise. A simulator gives
 * the same with virtual time and network.
 */
public interface Env {
    /** Returns time. Thread-safe. */
    Clock clock();

    /** Returns the kernel's sockets. Use {@link #after} for timers, so that what a timer sends is flushed. */
    Lease ports();

    /** Returns the current cryptography. Thread-safe; keep nothing of it but ciphers. */
    Crypto crypto();

    /** Returns the way to work off the loop. */
    Offload offload();

    /** Registers who hears of a port's events, until it is closed. */
    void attach(long port, PortSink sink);

    /** Runs once at the end of this turn of the loop, however often it was asked for: the moment to seal and flush. */
    void atTurnEnd(Runnable flush);

    /** Runs a task after a delay, on the loop, as a turn of its own. */
    Timer after(long delayMs, Runnable task);

    /** Counts an event for the status. */
    default void count(Counter counter) {
        count(counter, 1);
    }

    /** Counts several events for the status. */
    void count(Counter counter, long amount);

    /** A timer that can be cancelled; also tells what is left, for freeze. */
    interface Timer {
        /** Cancels it; nothing happens when it ran already. */
        void cancel();

        /** Returns milliseconds until it runs, 0 when it ran or was cancelled. */
        long remainingMs();
    }
}
