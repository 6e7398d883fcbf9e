package org.qgate.qrng.internal.deliver.subscriber;

/** How many bytes came a second, over the last ten whole seconds. Not thread-safe. */
final class Rate {
    private static final int SECONDS = 10;
    private static final long NS = 1_000_000_000L;

    private final long[] bytes = new long[SECONDS + 1];
    private long second = Long.MIN_VALUE;

    /** Counts. */
    void add(long count, long nowNs) {
        move(nowNs);
        bytes[index(second)] += count;
    }

    /** Returns bytes a second. */
    double perSecond(long nowNs) {
        move(nowNs);
        long sum = 0;
        for (long each : bytes) {
            sum += each;
        }
        return (sum - bytes[index(second)]) / (double) SECONDS;
    }

    private void move(long nowNs) {
        long now = Math.floorDiv(nowNs, NS);
        if (second == Long.MIN_VALUE || now - second > SECONDS) {
            java.util.Arrays.fill(bytes, 0);
            second = now;
        }
        while (second < now) {
            second++;
            bytes[index(second)] = 0;
        }
    }

    private int index(long of) {
        return (int) Math.floorMod(of, (long) bytes.length);
    }
}
