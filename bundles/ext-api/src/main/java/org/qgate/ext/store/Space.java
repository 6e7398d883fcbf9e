package org.qgate.ext.store;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.qgate.ext.RefusedException;

/**
 * Ordered maps of bytes that only this extender sees, sealed on disk, within its quota. What one call changes is durable when
 * it returns. Each call may wait for the disk. A new data epoch begins with a copy of what was; a rollback to a version
 * before it returns to what was.
 */
@ProviderType
public interface Space {
    /**
     * Returns a value.
     *
     * @param map 1 to 32 characters of {@code a-z 0-9 -}
     * @param key 1 to 1,024 bytes
     * @throws RefusedException DENIED, INVALID, UNAVAILABLE
     */
    Optional<byte[]> get(String map, byte[] key);

    /**
     * Sets a value.
     *
     * @param value at most 1 MiB
     * @throws RefusedException DENIED, INVALID, UNAVAILABLE, LIMIT when the quota is used up
     */
    void put(String map, byte[] key, byte[] value);

    /**
     * Removes a value, if there is one.
     *
     * @throws RefusedException DENIED, INVALID, UNAVAILABLE
     */
    void remove(String map, byte[] key);

    /**
     * Sets a value if the present one is the expected one.
     *
     * @param expected empty for "there is none"
     * @param value empty removes it
     * @throws RefusedException CONFLICT when it is another one; DENIED, INVALID, UNAVAILABLE, LIMIT
     */
    void replace(String map, byte[] key, Optional<byte[]> expected, Optional<byte[]> value);

    /**
     * Adds to a counter, which begins at 0.
     *
     * @return the new value
     * @throws RefusedException INVALID when the value is no counter; DENIED, UNAVAILABLE, LIMIT
     */
    long add(String map, byte[] key, long amount);

    /**
     * Changes several values, all or none.
     *
     * @param changes 1 to 1,000, together at most 4 MiB
     * @throws RefusedException DENIED, INVALID, UNAVAILABLE, LIMIT
     */
    void apply(List<Change> changes);

    /**
     * Returns entries in the order of their keys as unsigned bytes: fewer than asked for when their values are large, none only
     * at the end.
     *
     * @param from first key, included; empty begins at the first one
     * @param to end, excluded; empty ends after the last one
     * @param most 1 to 1,000
     * @throws RefusedException DENIED, INVALID, UNAVAILABLE
     */
    List<Entry> range(String map, Optional<byte[]> from, Optional<byte[]> to, int most);

    /** A key and its value. */
    record Entry(byte[] key, byte[] value) {}

    /**
     * One change.
     *
     * @param value empty removes it
     */
    record Change(String map, byte[] key, Optional<byte[]> value) {}
}
