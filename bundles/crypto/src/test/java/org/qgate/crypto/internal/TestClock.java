package org.qgate.crypto.internal;

import org.qgate.api.base.Clock;

/** A clock that stands until it is set. */
public final class TestClock implements Clock {
    /** 2027-01-15, a moment like any other. */
    public static final long START_MS = 1_800_000_000_000L;

    /** What the clock shows. */
    public volatile long wallMs = START_MS;

    @Override
    public long wallMs() {
        return wallMs;
    }

    @Override
    public long monoNs() {
        return wallMs * 1_000_000;
    }
}
