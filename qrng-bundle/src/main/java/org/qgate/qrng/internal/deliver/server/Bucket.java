package org.qgate.qrng.internal.deliver.server;

/**
 * A token bucket: what is taken may go below zero, and whoever comes then waits until it is above again. So nobody needs
 * to know beforehand how much it will be, and on the whole the rate holds. Not thread-safe.
 */
final class Bucket {
    private static final double NS = 1e9;

    private final double perSecond;
    private final double burst;
    private double tokens;
    private long lastNs;

    /** Makes a full one. */
    Bucket(double perSecond, double burst, long nowNs) {
        this.perSecond = perSecond;
        this.burst = burst;
        tokens = burst;
        lastNs = nowNs;
    }

    /** Returns how long to wait until something may be taken, in ms; 0 for now. */
    int waitMs(long nowNs) {
        fill(nowNs);
        return tokens > 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, Math.ceil((1 - tokens) * 1_000 / perSecond));
    }

    /** Takes. */
    void take(long count, long nowNs) {
        fill(nowNs);
        tokens -= count;
    }

    private void fill(long nowNs) {
        tokens = Math.min(burst, tokens + Math.max(0, nowNs - lastNs) / NS * perSecond);
        lastNs = nowNs;
    }
}
