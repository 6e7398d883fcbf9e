package org.qgate.transport.internal;

import java.util.concurrent.TimeUnit;
import org.qgate.api.base.Clock;
import org.qgate.common.log.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Operator lines of the transport: of each kind at most one a minute, with the count of those left out; no address. Loop
 * only.
 */
final class RateLimitedLog {
    private static final Logger LOG = LoggerFactory.getLogger("org.qgate.transport");
    private static final long INTERVAL_NS = TimeUnit.MINUTES.toNanos(1);

    private final Clock clock;
    private final Line handlerFailed = new Line();
    private final Line taskFailed = new Line();
    private final Line overBudget = new Line();
    private final Line acceptFailed = new Line();

    RateLimitedLog(Clock clock) {
        this.clock = clock;
    }

    void handlerFailed(long port, Throwable failure) {
        if (handlerFailed.due()) {
            LOG.warn(
                    "The owner of port {} threw; the port is closed ({} more left out): {}",
                    port,
                    handlerFailed.takeOmitted(),
                    Trace.of(failure));
        }
    }

    void taskFailed(String what, Throwable failure) {
        if (taskFailed.due()) {
            LOG.warn("An owner's {} threw ({} more left out): {}", what, taskFailed.takeOmitted(), Trace.of(failure));
        }
    }

    void overBudget(long used, long limit) {
        if (overBudget.due()) {
            LOG.warn(
                    "QG-TRN-0006 {} of {} buffered bytes are in use: reading waits ({} more left out)",
                    used,
                    limit,
                    overBudget.takeOmitted());
        }
    }

    void gateForced(long afterMs) {
        LOG.error("QG-TRN-0007 Nobody opened the gate within {} ms: traffic goes on with whoever owns it", afterMs);
    }

    void acceptFailed(String listener, Throwable failure) {
        if (acceptFailed.due()) {
            LOG.warn(
                    "Listener {} could not accept: {} ({} more left out)",
                    listener,
                    failure.getClass().getName(),
                    acceptFailed.takeOmitted());
        }
    }

    private final class Line {
        private boolean used;
        private long lastNs;
        private long omitted;

        boolean due() {
            long now = clock.monoNs();
            if (used && now - lastNs < INTERVAL_NS) {
                omitted++;
                return false;
            }
            used = true;
            lastNs = now;
            return true;
        }

        long takeOmitted() {
            long count = omitted;
            omitted = 0;
            return count;
        }
    }
}
