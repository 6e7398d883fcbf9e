package org.qgate.kernel.internal.directory;

import org.qgate.kernel.internal.link.Link;

/** A relay that this node is linked to, as a place to get documents from; rested after each failure, ever longer. */
final class Source {
    private static final long FIRST_REST_MS = 2_000;
    private static final long LONGEST_REST_MS = 300_000;

    private static final int WAKES_AT_ONCE = 10;
    private static final double WAKES_PER_SECOND = 0.1;

    private final Link link;
    private final TokenBucket wakes;
    private long notBeforeMs;
    private long promisedMs = -1;
    private long promisedWhenAskedMs = -1;
    private int failures;
    private boolean asking;

    Source(Link link, long nowNs) {
        this.link = link;
        this.wakes = new TokenBucket(WAKES_AT_ONCE, WAKES_PER_SECOND, nowNs);
    }

    Link link() {
        return link;
    }

    boolean ready(long nowMs) {
        return !asking && nowMs >= notBeforeMs;
    }

    void asking(boolean now) {
        asking = now;
        if (now) {
            promisedWhenAskedMs = promisedMs;
        }
    }

    boolean isAsking() {
        return asking;
    }

    /** Whether it gave nothing useful when it was asked last. */
    boolean failed() {
        return failures > 0;
    }

    /** It gave what was asked for. What it promised counts until it is here: it may have been promised meanwhile. */
    void good() {
        failures = 0;
        notBeforeMs = 0;
    }

    /** It gave nothing useful, or something wrong: what it had promised before it was asked is forgotten. */
    void poor(long nowMs) {
        if (promisedMs == promisedWhenAskedMs) {
            promisedMs = -1;
        }
        notBeforeMs = nowMs + Math.min(LONGEST_REST_MS, FIRST_REST_MS << Math.min(failures, 10));
        failures++;
    }

    /** It says that it has a snapshot; that ends its rest, unless it says so all the time. */
    void promises(long validAfterMs, long nowNs) {
        promisedMs = validAfterMs;
        if (wakes.take(1, nowNs)) {
            notBeforeMs = 0;
        }
    }

    /** Whether it said that it has a later snapshot. */
    boolean promisesAfter(long validAfterMs) {
        return promisedMs > validAfterMs;
    }
}
