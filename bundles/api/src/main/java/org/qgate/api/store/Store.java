package org.qgate.api.store;

import org.qgate.api.error.QGateException;

/**
 * What a node keeps, sealed on its own disk. A call that changes something returns when the change is durable, so it
 * blocks: never call it on an event loop. What one call changes becomes visible whole or not at all, after it is
 * durable. Errors are of the family {@code QG-STO}. Thread-safe.
 */
public interface Store {
    /**
     * Returns a namespace; it begins to exist with its first change.
     *
     * @param name 1 to 100 characters of {@code a-z 0-9 . _ -}
     */
    Namespace namespace(String name);

    /** Limits what a namespace may hold, in bytes on disk; 0 lifts the limit. Holds until the store closes. */
    void quota(String namespace, long bytes);

    /**
     * Frees the one segment that is worth most, when one is worth it: a task for a caller's own thread. Also drops what
     * has expired there.
     *
     * @return whether a segment was freed, so whether to call again
     */
    boolean compact();

    /**
     * Reads every record and checks every batch.
     *
     * @throws QGateException QG-STO-0001 with the segment and offset of the first damage
     */
    void check();

    /** Returns numbers for the operator. */
    StoreStatus status();
}
