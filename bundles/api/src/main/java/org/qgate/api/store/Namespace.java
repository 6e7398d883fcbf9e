package org.qgate.api.store;

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

    /** Begins changes that become visible and durable together. */
    Batch batch();

    /** Takes a view of all its maps that later changes leave alone; close it, for it keeps room from being freed. */
    StoreSnapshot snapshot();

    /** Returns how many bytes on disk its records need now. */
    long bytes();
}
