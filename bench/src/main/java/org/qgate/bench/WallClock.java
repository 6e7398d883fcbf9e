package org.qgate.bench;

import org.qgate.api.base.Clock;

/** The machine's own clock. */
final class WallClock implements Clock {
    @Override
    public long wallMs() {
        return System.currentTimeMillis();
    }

    @Override
    public long monoNs() {
        return System.nanoTime();
    }
}
