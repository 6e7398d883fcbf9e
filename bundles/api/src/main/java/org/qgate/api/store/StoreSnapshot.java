package org.qgate.api.store;

import java.util.List;
import java.util.Optional;
import org.qgate.api.error.QGateException;

/**
 * A namespace as it was at one moment. Every read throws {@link QGateException} QG-STO-0008 once more keys have changed
 * since than the store remembers. Thread-safe.
 */
public interface StoreSnapshot extends AutoCloseable {
    /** Returns a value of a map. */
    Optional<byte[]> get(String map, byte[] key);

    /** Returns entries of a map as {@link StoreMap#range} does. */
    List<Row> range(String map, byte[] from, byte[] to, int limit);

    @Override
    void close();
}
