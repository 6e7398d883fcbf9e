package org.qgate.store.internal.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A key of a map as one array that sorts by map, then by key: four bytes of map number before it. */
public final class IndexKey {
    private static final int MAP_BYTES = 4;
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private IndexKey() {}

    /** Returns the array for a key. */
    public static byte[] of(int map, byte[] key) {
        return ByteBuffer.allocate(MAP_BYTES + key.length).putInt(map).put(key).array();
    }

    /** Returns four bytes of an array as they sort, unsigned. */
    static int word(byte[] key, int at) {
        return (int) WORD.get(key, at);
    }

    /** Returns which map it is of. */
    public static int map(byte[] indexKey) {
        return ByteBuffer.wrap(indexKey).getInt();
    }

    /** Returns the key in its map. */
    public static byte[] key(byte[] indexKey) {
        return Arrays.copyOfRange(indexKey, MAP_BYTES, indexKey.length);
    }
}
