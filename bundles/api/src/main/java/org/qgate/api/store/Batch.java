package org.qgate.api.store;

import java.util.Optional;

/** Changes that become visible and durable together, or not at all. For one thread. */
public interface Batch {
    /** Sets a value. */
    Batch put(String map, byte[] key, byte[] value);

    /** Sets a value that is gone when the wall clock reaches a time in milliseconds. */
    Batch putUntil(String map, byte[] key, byte[] value, long untilWallMs);

    /** Removes a value, if there is one. */
    Batch remove(String map, byte[] key);

    /** Adds to a counter. */
    Batch add(String map, byte[] key, long delta);

    /** Lets the batch happen only if a value is as expected before it; empty: there is none. */
    Batch expect(String map, byte[] key, Optional<byte[]> value);

    /**
     * Makes the changes durable and visible. A batch is used up by it.
     *
     * @return false when an expectation did not hold: nothing was changed
     */
    boolean commit();
}
