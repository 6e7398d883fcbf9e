package org.qgate.kernel.internal.directory;

/** Limits how often something may happen: a full bucket at first, refilled steadily. Not thread-safe. */
final class TokenBucket {
    private final long capacity;
    private final double perNano;
    private double tokens;
    private long lastNs;

    TokenBucket(long capacity, double perSecond, long nowNs) {
        this.capacity = capacity;
        this.perNano = perSecond / 1e9;
        this.tokens = capacity;
        this.lastNs = nowNs;
    }

    /** Takes tokens when there are enough. */
    boolean take(long count, long nowNs) {
        tokens = Math.min(capacity, tokens + (nowNs - lastNs) * perNano);
        lastNs = nowNs;
        if (tokens < count) {
            return false;
        }
        tokens -= count;
        return true;
    }
}
