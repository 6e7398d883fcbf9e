package org.qgate.qrng.internal.source;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.qgate.api.base.Clock;

/**
 * Until when something must be done.
 *
 * @param withinMs how long it had, for the message
 */
record Deadline(Clock clock, long endNs, long withinMs) {
    static Deadline in(long withinMs, Clock clock) {
        return new Deadline(clock, clock.monoNs() + TimeUnit.MILLISECONDS.toNanos(withinMs), withinMs);
    }

    /** Returns how many milliseconds are left, at least 1. */
    int leftMs() throws IOException {
        long left = endNs - clock.monoNs();
        if (left <= 0) {
            throw late(null);
        }
        return (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(left) + 1);
    }

    LateException late(IOException cause) {
        return new LateException("no whole answer within " + withinMs + " ms", cause);
    }
}
