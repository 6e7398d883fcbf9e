package org.qgate.local.internal;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthState;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.Workers;
import org.qgate.api.error.LocalError;
import org.qgate.api.error.QGateException;
import org.qgate.api.local.ByteFeed;
import org.qgate.local.internal.fifo.FifoPump;
import org.qgate.local.internal.fifo.FifoSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens and closes the named pipe as settings say, and tries again where it cannot. Steps on one thread. */
final class FifoDoor {
    private static final Logger LOG = LoggerFactory.getLogger("org.qgate.local");
    private static final String SUBSYSTEM = "local.fifo";

    private final Scheduler scheduler;
    private final Supplier<Optional<ByteFeed>> feed;
    private final Health health;
    private volatile Open open;
    private volatile String reason = "";
    private volatile long before;

    /** What is open, with the thread that fills it. */
    private record Open(FifoSettings wanted, FifoPump pump, Workers worker) {}

    FifoDoor(Scheduler scheduler, Supplier<Optional<ByteFeed>> feed, Health health) {
        this.scheduler = scheduler;
        this.feed = feed;
        this.health = health;
    }

    void step(Optional<FifoSettings> wanted) {
        Open now = open;
        if (now != null
                && (!wanted.equals(Optional.of(now.wanted()))
                        || !now.pump().failure().isEmpty())) {
            close();
        }
        if (wanted.isEmpty()) {
            reason = "";
            health.forget(SUBSYSTEM);
        } else if (open == null) {
            open(wanted.get());
        }
    }

    private void open(FifoSettings wanted) {
        try {
            FifoPump pump = FifoPump.open(wanted, feed);
            Workers worker = scheduler.workers("local-fifo", 1, 1);
            worker.offer(pump); // its only task
            open = new Open(wanted, pump, worker);
            reason = "";
            health.ok(SUBSYSTEM, wanted.path().toString());
        } catch (IOException refused) {
            QGateException failure =
                    new QGateException(LocalError.NO_FIFO, wanted.path() + ": " + refused.getMessage(), refused);
            if (!failure.getMessage().equals(reason)) {
                LOG.warn("The FIFO: {}", failure.getMessage());
            }
            reason = failure.getMessage();
            health.failed(SUBSYSTEM, HealthState.ERROR, failure);
        }
    }

    void close() {
        Open now = open;
        open = null;
        if (now == null) {
            return;
        }
        before += now.pump().bytes();
        try {
            now.pump().close();
        } catch (IOException failed) {
            LOG.warn("The FIFO could not be closed", failed);
        }
        now.worker().close();
    }

    String path() {
        Open now = open;
        return now == null ? "" : now.wanted().path().toString();
    }

    long bytes() {
        Open now = open;
        return before + (now == null ? 0 : now.pump().bytes());
    }

    String reason() {
        return reason;
    }
}
