package org.qgate.dpn.internal.exit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Token buckets, one for each key (a circuit, a neighbour), the least recently used forgotten first. Event loop only.
 *
 * <p>Source: RFC 3290 section A.1 (token bucket).
 */
final class TokenBuckets {
    /** Keys remembered; a forgotten one starts with a full bucket, as its owner has by a new circuit or link anyway. */
    static final int MAX_KEYS = 4_096;

    private static final double NS_PER_SECOND = 1e9;

    private static final class Bucket {
        private double tokens;
        private long atNs;
    }

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true);

    /** Takes a token; false when there is none. */
    boolean take(String key, long nowNs, ExitSettings.Rate rate) {
        Bucket bucket = buckets.get(key);
        if (bucket == null) {
            bucket = add(key, nowNs, rate.burst());
        }
        double refill = (nowNs - bucket.atNs) / NS_PER_SECOND * rate.perSecond();
        bucket.tokens = Math.min(rate.burst(), bucket.tokens + Math.max(0, refill));
        bucket.atNs = nowNs;
        if (bucket.tokens < 1) {
            return false;
        }
        bucket.tokens -= 1;
        return true;
    }

    private Bucket add(String key, long nowNs, int burst) {
        if (buckets.size() >= MAX_KEYS) {
            buckets.remove(buckets.keySet().iterator().next());
        }
        Bucket bucket = new Bucket();
        bucket.tokens = burst;
        bucket.atNs = nowNs;
        buckets.put(key, bucket);
        return bucket;
    }
}
