package org.qgate.base.internal.work;

import org.qgate.api.base.Clock;

/** The machine's clock. Thread-safe. */
public final class SystemClock implements Clock {
    @Override
    public long wallMs() {
        return System.currentTimeMillis();
    }

    @Override
    public long monoNs() {
        return System.nanoTime();
    }
}
