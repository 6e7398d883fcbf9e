package org.qgate.gate.internal.facade;

import org.qgate.api.base.Clock;

/** A clock that a test moves. */
public final class HandClock implements Clock {
    private long nowMs = 1_000_000;

    /** Lets time pass. */
    public void pass(long ms) {
        nowMs += ms;
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
