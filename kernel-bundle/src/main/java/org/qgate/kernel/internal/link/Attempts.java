package org.qgate.kernel.internal.link;

import java.util.LinkedHashMap;
import java.util.Map;
import org.qgate.api.net.IpAddress;

/**
 * Connections of each address within a minute, as a bucket that refills evenly. Remembers a bounded number of addresses
 * and forgets the one longest unheard of: an IPv6 address counts as its /64, so that a host cannot walk through its
 * own.
 */
final class Attempts {
    private static final int ADDRESSES = 16_384;
    private static final double MINUTE_NS = 60e9;

    private final Map<Long, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Bucket> eldest) {
            return size() > ADDRESSES;
        }
    };

    private static final class Bucket {
        private double level;
        private long atNs;
    }

    /** Counts a connection; false when the address made too many. */
    boolean take(IpAddress from, int perMinute, long nowNs) {
        Bucket bucket = buckets.computeIfAbsent(key(from), absent -> full(perMinute, nowNs));
        bucket.level = Math.min(perMinute, bucket.level + (nowNs - bucket.atNs) / MINUTE_NS * perMinute);
        bucket.atNs = nowNs;
        if (bucket.level < 1) {
            return false;
        }
        bucket.level--;
        return true;
    }

    private static Bucket full(int level, long nowNs) {
        Bucket bucket = new Bucket();
        bucket.level = level;
        bucket.atNs = nowNs;
        return bucket;
    }

    private static Long key(IpAddress address) {
        return address.v6() ? address.high() : address.low(); // an IPv4 number never equals a global IPv6 prefix
    }
}
