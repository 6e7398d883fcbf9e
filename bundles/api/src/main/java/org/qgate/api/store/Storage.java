package org.qgate.api.store;

import java.nio.file.Path;

/**
 * The keeper of the node's store: there whether the store is open or not, while {@link Store} is a service only as long as
 * the vault is unlocked and the store open. Thread-safe.
 */
public interface Storage {
    /** Where the store stands. */
    enum Standing {
        /** The vault is absent or locked. */
        WAITING,
        /** It is being opened. */
        OPENING,
        /** It can be used. */
        OPEN,
        /** It could not be opened. */
        FAILED
    }

    /**
     * What can be said of the store at any time.
     *
     * @param engine name of its engine
     * @param reason why it is not open, with the error's code; empty when it is
     * @param advice what to do about it; empty when nothing is to be done
     */
    record Status(Standing standing, String engine, String reason, String advice) {}

    /** Returns where the store stands. Cheap. */
    Status status();

    /** Tries again to open a store that could not be opened; returns at once. */
    void retry();

    /**
     * Reads a copy of a store of this node whole, as {@link Store#export} or a backup made it. Changes nothing.
     *
     * @return its numbers
     * @throws org.qgate.api.error.QGateException as opening and {@link Store#check} do
     */
    StoreStatus check(Path copy);
}
