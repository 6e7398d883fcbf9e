package org.qgate.store.internal.core;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.qgate.store.internal.index.IndexKey;

/**
 * A stretch of index keys of one map.
 *
 * @param to the first key that is no longer in it
 */
record Range(byte[] from, byte[] to) {
    private static final int MOST_ROWS = 10_000;

    static Range of(int map, byte[] from, byte[] to) {
        byte[] end = to.length == 0 ? ByteBuffer.allocate(4).putInt(map + 1).array() : IndexKey.of(map, to);
        return new Range(IndexKey.of(map, from), end);
    }

    /** Returns whether nothing can be in it. */
    boolean isEmpty() {
        return Arrays.compareUnsigned(from, to) >= 0;
    }

    static int checkedLimit(int limit) {
        if (limit < 1 || limit > MOST_ROWS) {
            throw new IllegalArgumentException("limit " + limit + ": 1 to " + MOST_ROWS);
        }
        return limit;
    }
}
