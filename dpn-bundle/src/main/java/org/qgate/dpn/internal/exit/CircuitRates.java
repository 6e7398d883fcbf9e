package org.qgate.dpn.internal.exit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Token buckets, one a circuit, the least recently used forgotten first. Event loop only.
 *
 * <p>Source: RFC 3290 section A.1 (token bucket).
 */
final class CircuitRates {
    /** Circuits remembered; a forgotten one starts with a full bucket, which costs its owner a new circuit anyway. */
    static final int MAX_CIRCUITS = 4_096;

    private static final double NS_PER_SECOND = 1e9;

    private static final class Bucket {
        private double tokens;
        private long atNs;
    }

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true);

    /** Takes a token; false when there is none. */
    boolean take(String circuit, long nowNs, int ratePerSecond, int burst) {
        Bucket bucket = buckets.get(circuit);
        if (bucket == null) {
            bucket = add(circuit, nowNs, burst);
        }
        double refill = (nowNs - bucket.atNs) / NS_PER_SECOND * ratePerSecond;
        bucket.tokens = Math.min(burst, bucket.tokens + Math.max(0, refill));
        bucket.atNs = nowNs;
        if (bucket.tokens < 1) {
            return false;
        }
        bucket.tokens -= 1;
        return true;
    }

    private Bucket add(String circuit, long nowNs, int burst) {
        if (buckets.size() >= MAX_CIRCUITS) {
            buckets.remove(buckets.keySet().iterator().next());
        }
        Bucket bucket = new Bucket();
        bucket.tokens = burst;
        bucket.atNs = nowNs;
        buckets.put(circuit, bucket);
        return bucket;
    }
}
