package org.qgate.kernel.internal;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.qgate.api.error.QGateException;

/** Runs work that must not run on the loop: public-key operations and the store. */
public interface Offload {
    /** Separate bounded queues, so that strangers' handshakes cannot starve our own. */
    enum Lane {
        /** Link handshakes begun by others. */
        INBOUND_LINK,
        /** CREATE from others. */
        INBOUND_HOP,
        /** What this node began: links, circuits, directory checks. */
        OWN,
        /** What is kept in the store, one after the other: whoever waits for a store keeps nothing else waiting. */
        STORE
    }

    /**
     * Queues work.
     *
     * @param done called on the loop, as a turn of its own, with the result
     * @param failed called on the loop with what the work threw
     * @return false when the lane is full: neither callback follows
     */
    <T> boolean submit(Lane lane, Callable<T> work, Consumer<T> done, Consumer<QGateException> failed);
}
