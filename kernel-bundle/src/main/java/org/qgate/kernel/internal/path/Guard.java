package org.qgate.kernel.internal.path;

import org.qgate.api.NodeId;

/**
 * A relay sampled as first hop; times in wall-clock milliseconds.
 *
 * @param addedMs when it was sampled, moved back a little at random
 * @param confirmedMs when it first carried a circuit, 0 when never
 * @param unlistedMs since when it is in no snapshot, 0 while it is
 * @param failures how often in a row it could not be reached
 * @param retryAtMs when it may be tried again
 */
record Guard(NodeId id, long addedMs, long confirmedMs, long unlistedMs, int failures, long retryAtMs) {
    Guard reached(long nowMs) {
        return new Guard(id, addedMs, confirmedMs == 0 ? nowMs : confirmedMs, unlistedMs, 0, 0);
    }

    Guard missed(long restMs, long nowMs) {
        return new Guard(id, addedMs, confirmedMs, unlistedMs, failures + 1, nowMs + restMs);
    }

    Guard listed(boolean now, long nowMs) {
        long since = now ? 0 : unlistedMs == 0 ? nowMs : unlistedMs;
        return since == unlistedMs ? this : new Guard(id, addedMs, confirmedMs, since, failures, retryAtMs);
    }
}
