package org.qgate.gate.internal.facade;

import org.qgate.api.base.Clock;
import org.qgate.ext.Permission;
import org.qgate.ext.time.Time;

/** The node's clock, for one instance. Thread-safe. */
final class OwnTime implements Time {
    private final Access access;
    private final Clock clock;

    OwnTime(Access access, Clock clock) {
        this.access = access;
        this.clock = clock;
    }

    @Override
    public long wallMs() {
        access.use(Permission.TIME_READ);
        return clock.wallMs();
    }

    @Override
    public long monoNs() {
        access.use(Permission.TIME_READ);
        return clock.monoNs();
    }
}
