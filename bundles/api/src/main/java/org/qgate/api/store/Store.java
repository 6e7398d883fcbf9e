package org.qgate.api.store;

import java.nio.file.Path;
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

    /**
     * Writes a copy of all that is kept at one moment, sealed as it is, while others go on reading and writing; it can be
     * put in the place of the store's folder. Takes as long as copying does.
     *
     * @param folder empty, or not there yet
     * @throws QGateException QG-STO-0016 when it cannot be written; then it may hold a part
     */
    void export(Path folder);

    /** Returns what this store can do. */
    EngineCapabilities capabilities();

    /**
     * Makes sure of what a caller cannot do without.
     *
     * @throws QGateException QG-STO-0015 naming what is missing
     */
    default void require(Capability... needed) {
        capabilities().require(needed);
    }

    /** Returns numbers for the operator. */
    StoreStatus status();
}
