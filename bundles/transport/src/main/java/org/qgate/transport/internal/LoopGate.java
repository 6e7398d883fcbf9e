package org.qgate.transport.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.TransportError;
import org.qgate.api.transport.Gate;

/** Keeps the event loop's thread waiting for as long as the gate is closed. Thread-safe. */
public final class LoopGate implements Gate {
    /** Whoever closed it has bounds of its own; a loop that nobody lets go would be worse than a hand-over that failed. */
    private static final long LONGEST_MS = 60_000;

    private static final long LONGEST_WAIT_MS = 60_000;

    private final Loop loop;
    private final AtomicReference<Closed> closed = new AtomicReference<>();

    LoopGate(Loop loop) {
        this.loop = loop;
    }

    @Override
    public Hold close(long atMostMs) {
        if (atMostMs < 1 || atMostMs > LONGEST_WAIT_MS) {
            throw new IllegalArgumentException("atMostMs is " + atMostMs + ", allowed: 1 to " + LONGEST_WAIT_MS);
        }
        Closed next = new Closed();
        if (!closed.compareAndSet(null, next)) {
            throw new QGateException(TransportError.GATE, "the gate is closed already");
        }
        loop.execute(next::stand);
        if (!next.standsWithin(atMostMs)) {
            next.open();
            throw new QGateException(
                    TransportError.GATE, "the event loop did not come to a stand within " + atMostMs + " ms");
        }
        return next;
    }

    private final class Closed implements Hold {
        private final CountDownLatch stands = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);
        private volatile long sinceNs;
        private volatile long committedBefore;
        private volatile long forNs;

        /** Runs on the loop. */
        private void stand() {
            sinceNs = loop.clock().monoNs();
            committedBefore = loop.counters().committed.get();
            stands.countDown();
            boolean orderly = false;
            try {
                orderly = opened.await(LONGEST_MS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
            if (!orderly) {
                loop.log().gateForced(LONGEST_MS);
                open();
            }
        }

        private boolean standsWithin(long ms) {
            try {
                return stands.await(ms, TimeUnit.MILLISECONDS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public void lend(Thread thread) {
            if (closed.get() == this) {
                loop.standIn(thread);
            }
        }

        @Override
        public long written() {
            return loop.counters().committed.get() - committedBefore;
        }

        @Override
        public synchronized long open() {
            if (closed.get() == this) {
                loop.standIn(null);
                forNs = stands.getCount() == 0 ? loop.clock().monoNs() - sinceNs : 0;
                closed.set(null);
                opened.countDown();
            }
            return forNs;
        }
    }
}
