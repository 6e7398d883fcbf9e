package org.qgate.kernel.internal.link;

/** Bytes that may be received now: refills evenly up to the burst, and may go below zero. Unlimited at first. */
final class TokenBucket {
    private static final double SECOND_NS = 1e9;

    private LinkRate rate = LinkRate.UNLIMITED;
    private double level;
    private long filledNs;

    /** Takes another rate: what was used up stays so, but a first limit begins with a whole burst. */
    void configure(LinkRate next, long nowNs) {
        level = rate.limited() ? Math.min(level(nowNs), next.burstBytes()) : next.burstBytes();
        filledNs = nowNs;
        rate = next;
    }

    /** Lowers the level to what an earlier owner left; the time between counts for nothing. */
    void restore(long left) {
        level = Math.min(level, left);
    }

    /** Returns what is there, rounded down. */
    long level(long nowNs) {
        level = Math.min(rate.burstBytes(), level + (nowNs - filledNs) / SECOND_NS * rate.bytesPerSecond());
        filledNs = nowNs;
        return (long) Math.floor(level);
    }

    /** Takes bytes, whether they are there or not; a negative number gives back. */
    void take(long bytes) {
        level -= bytes;
    }

    /** Returns milliseconds until so many bytes are there, at least 1. */
    long waitMs(long wanted, long nowNs) {
        return Math.max(1, (long) Math.ceil((wanted - level(nowNs)) * 1_000.0 / rate.bytesPerSecond()));
    }
}
