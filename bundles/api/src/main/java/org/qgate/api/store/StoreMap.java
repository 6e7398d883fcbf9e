package org.qgate.api.store;

import java.util.List;
import java.util.Optional;
import org.qgate.api.error.QGateException;

/**
 * A map ordered by its keys as unsigned bytes. Keys have 1 to 1,024 bytes. Arrays that go in must not be changed during
 * the call; arrays that come out are the caller's. Thread-safe.
 */
public interface StoreMap {
    /** Longest key in bytes. */
    int MAX_KEY_BYTES = 1024;

    /**
     * Returns the value.
     *
     * @throws QGateException QG-STO-0001 when the disk does not give back what was written: nothing of it is returned
     */
    Optional<byte[]> get(byte[] key);

    /** Sets a value. */
    void put(byte[] key, byte[] value);

    /** Sets a value that is gone when the wall clock reaches a time in milliseconds. */
    void putUntil(byte[] key, byte[] value, long untilWallMs);

    /** Removes a value, if there is one. */
    void remove(byte[] key);

    /**
     * Sets a value if the current one is as expected.
     *
     * @param expected empty: there is none
     * @return whether it was as expected, so whether the value was set
     */
    boolean replace(byte[] key, Optional<byte[]> expected, byte[] value);

    /**
     * Adds to a counter: a value of eight bytes, absent as 0.
     *
     * @return the sum
     */
    long add(byte[] key, long delta);

    /** Returns a counter. */
    long count(byte[] key);

    /**
     * Returns entries in the order of keys, all of one moment: fewer than asked for when their values are large, none
     * only at the end.
     *
     * @param from the first key, included; empty array: from the beginning
     * @param to the key to stop before; empty array: to the end
     * @param limit at most so many entries, 1 to 10,000
     */
    List<Row> range(byte[] from, byte[] to, int limit);

    /**
     * Watches all changes from now on, except that values go over; close it.
     *
     * @param wake called after changes, on the thread that made them: let it be short and not call the store
     */
    Watch watch(Runnable wake);
}
