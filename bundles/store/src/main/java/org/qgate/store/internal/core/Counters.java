package org.qgate.store.internal.core;

import java.nio.ByteBuffer;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;

/** Counters as values of eight bytes. */
final class Counters {
    private Counters() {}

    static long value(byte[] bytes) {
        if (bytes == null) {
            return 0;
        }
        if (bytes.length != Long.BYTES) {
            throw new QGateException(StoreError.NO_COUNTER, "a value of " + bytes.length + " bytes");
        }
        return ByteBuffer.wrap(bytes).getLong();
    }

    static byte[] of(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
