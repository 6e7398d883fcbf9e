package org.qgate.bench.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Records by number: keys of 16 bytes in no order, values of 256 bytes that nothing can compress. */
public final class Records {
    /** Bytes of a key. */
    public static final int KEY = 16;

    /** Bytes of a value. */
    public static final int VALUE = 256;

    /** An odd number: multiplied with it, modulo 2^64, different numbers stay different (Weyl; 2^64 by the golden ratio). */
    private static final long SCATTER = 0x9E3779B97F4A7C15L;

    private Records() {}

    /** Returns the key with a number. */
    public static byte[] key(long number) {
        return ByteBuffer.allocate(KEY)
                .putLong(number * SCATTER)
                .putLong(number)
                .array();
    }

    /** Returns the value with a number. */
    public static byte[] value(long number) {
        SplittableRandom random = new SplittableRandom(number);
        ByteBuffer out = ByteBuffer.allocate(VALUE);
        while (out.hasRemaining()) {
            out.putLong(random.nextLong());
        }
        return out.array();
    }

    /** Returns some records, from a number on. */
    public static List<Engine.Record> batch(long from, int count) {
        List<Engine.Record> batch = new ArrayList<>(count);
        for (long number = from; number < from + count; number++) {
            batch.add(new Engine.Record(key(number), value(number)));
        }
        return batch;
    }

    /** Whether a value is the one with a number: its first bytes say so. */
    public static boolean matches(long number, byte[] value) {
        return value != null
                && value.length == VALUE
                && ByteBuffer.wrap(value).getLong() == new SplittableRandom(number).nextLong();
    }
}
