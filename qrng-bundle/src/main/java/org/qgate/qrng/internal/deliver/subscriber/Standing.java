package org.qgate.qrng.internal.deliver.subscriber;

import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.qgate.api.NodeId;
import org.qgate.api.base.Clock;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.QGateException;
import org.qgate.api.qrng.Subscription;

/** How a subscription stands, and how long to rest after a failure. Thread-safe. */
final class Standing {
    private static final int FIRST_REST_MS = 250;
    private static final int LONGEST_REST_MS = 30_000;
    private static final int DOUBLINGS = 7;
    private static final long LATELY_NS = 10_000_000_000L;

    /** Where a subscription stands, as {@link Subscription} names it. */
    enum State {
        CONNECTING,
        OPEN,
        WAITING,
        FAILED
    }

    private final NodeId server;
    private final Clock clock;
    private final long sinceWallMs;
    private final Rate rate = new Rate();
    private volatile State state = State.CONNECTING;
    private volatile boolean everReceived;
    private volatile long lastNs;
    private String reason = "";
    private long bytes;
    private long chunks;
    private long failures;
    private int inARow;
    private long position;
    private long restedUntilNs;

    Standing(NodeId server, Clock clock, long sinceWallMs) {
        this.server = server;
        this.clock = clock;
        this.sinceWallMs = sinceWallMs;
        restedUntilNs = clock.monoNs();
    }

    /** A lease is asked for. */
    synchronized void connecting() {
        if (state != State.FAILED) {
            state = State.CONNECTING;
        }
    }

    /** Bytes came. */
    synchronized void received(long count) {
        long nowNs = clock.monoNs();
        state = State.OPEN;
        reason = "";
        inARow = 0;
        bytes += count;
        chunks++;
        rate.add(count, nowNs);
        lastNs = nowNs;
        everReceived = true;
    }

    /** The server has none; returns how long to rest. */
    synchronized long waiting(int waitMs) {
        state = State.WAITING;
        reason = "";
        return Math.max(1, Math.min(waitMs, LONGEST_REST_MS));
    }

    /** Something failed; returns how long to rest: twice as long after each failure in a row, some of it by chance. */
    synchronized long failed(RuntimeException why, Supplier<Crypto> crypto) {
        long nowNs = clock.monoNs();
        if (restedUntilNs - nowNs > 0) {
            return (restedUntilNs - nowNs) / 1_000_000 + 1; // another request failed for the same reason just now
        }
        state = State.FAILED;
        reason = why instanceof QGateException known ? known.getMessage() : why.toString();
        failures++;
        int longest = Math.min(LONGEST_REST_MS, FIRST_REST_MS << Math.min(inARow++, DOUBLINGS));
        long restMs = longest / 2 + chance(longest / 2, crypto);
        restedUntilNs = nowNs + restMs * 1_000_000;
        return restMs;
    }

    private static int chance(int bound, Supplier<Crypto> crypto) {
        try {
            return crypto.get().random().below(bound);
        } catch (QGateException absent) {
            return bound; // nobody to draw it: the longest rest will do
        }
    }

    /** Returns whether bytes came lately. Without any lock. */
    boolean healthy() {
        return state == State.OPEN || everReceived && clock.monoNs() - lastNs < LATELY_NS && state != State.FAILED;
    }

    /** Returns what operators see. */
    Subscription info(LongSupplier above) {
        long at = ask(above);
        synchronized (this) {
            return new Subscription(
                    server,
                    state.name(),
                    reason,
                    bytes,
                    chunks,
                    at,
                    failures,
                    rate.perSecond(clock.monoNs()),
                    sinceWallMs);
        }
    }

    private long ask(LongSupplier above) {
        try {
            long now = above.getAsLong();
            synchronized (this) {
                position = now;
            }
            return now;
        } catch (QGateException storeAway) {
            synchronized (this) {
                return position; // the last that is known: a list is no reason to fail
            }
        }
    }
}
