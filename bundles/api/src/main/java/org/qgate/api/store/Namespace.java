package org.qgate.api.store;

import java.util.Set;
import org.qgate.api.error.QGateException;

/** The maps of one owner: what it holds counts against one quota. Thread-safe. */
public interface Namespace {
    /** Returns its name. */
    String name();

    /**
     * Returns one of its maps; a map begins to exist with its first change.
     *
     * @param name 1 to 100 characters of {@code a-z 0-9 . _ -}
     */
    StoreMap map(String name);

    /** Returns the names of the maps that began to exist, those that are empty by now among them. */
    Set<String> maps();

    /** Begins changes that become visible and durable together. */
    Batch batch();

    /** Takes a view of all its maps that later changes leave alone; close it, for it keeps room from being freed. */
    StoreSnapshot snapshot();

    /**
     * Begins an epoch: a copy of what the namespace holds at this moment is kept aside, outside its quota, and what
     * changes from now on can be undone by {@link #rollback}. Takes as long as copying does; others may go on meanwhile.
     *
     * @throws QGateException QG-STO-0013 when it has a branch already, or holds nothing yet
     */
    void branch();

    /**
     * Goes back to what was kept, in one step; what changed since is gone.
     *
     * @return false when nothing was kept
     */
    boolean rollback();

    /**
     * Forgets what was kept.
     *
     * @return false when nothing was kept
     */
    boolean settle();

    /** Returns whether something is kept. */
    boolean isBranched();

    /** Returns how many bytes on disk its records need now. */
    long bytes();
}
