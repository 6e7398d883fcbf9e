package org.qgate.qrng.internal.deliver;

import org.qgate.api.base.Clock;

/** A clock that a test turns. */
public final class HandClock implements Clock {
    private volatile long nowMs = 1_700_000_000_000L;

    /** Goes on. */
    public void turn(long byMs) {
        nowMs += byMs;
    }

    @Override
    public long wallMs() {
        return nowMs;
    }

    @Override
    public long monoNs() {
        return nowMs * 1_000_000;
    }
}
