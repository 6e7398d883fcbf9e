package org.qgate.transport.internal;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The node-wide bound on bytes in send and receive buffers. Above it no port reads; reading goes on at three quarters
 * of it. Ports whose peers, or paused owners, do not take what waits for them are closed for it at once, longest
 * waiting first: they are what fills buffers, and others shall not wait for them. When that does not help for {@link #PATIENCE_NS}, the
 * fullest port is closed, so that buffers cannot stay full. Changed on the loop only, readable from any thread.
 */
final class Budget {
    private static final long PATIENCE_NS = 10_000_000_000L;
    /** Bytes that wait longer are not held up by a burst of others: who should take them is slow or stopped. */
    private static final long STALLED_NS = 1_000_000_000L;

    private static final long LOOK_MS = 100;

    private final Loop loop;
    private final AtomicLong used = new AtomicLong();
    private final Queue<Port> waiting = new ArrayDeque<>();
    private volatile long limit;
    private boolean over;
    private boolean watching;
    private long overSinceNs;

    Budget(Loop loop, long limit) {
        this.loop = loop;
        this.limit = limit;
    }

    long used() {
        return used.get();
    }

    long limit() {
        return limit;
    }

    void limit(long bytes) {
        limit = bytes;
        change(0);
    }

    boolean over() {
        return over;
    }

    /** Whether even the reserve for what owners send without reading is used up. */
    boolean exhausted() {
        return used.getPlain() > 2 * limit;
    }

    void change(long bytes) {
        long now = used.getPlain() + bytes;
        used.lazySet(now);
        if (!over && now > limit) {
            over = true;
            overSinceNs = loop.clock().monoNs();
            loop.log().overBudget(now, limit);
            watch(0); // not from within a port's own call
        } else if (over && now <= limit / 4 * 3) {
            over = false;
            for (Port port = waiting.poll(); port != null; port = waiting.poll()) {
                port.reading().unhold(Reading.BUDGET);
            }
        }
    }

    /** Stops a port's reading until there is room again. */
    void defer(Port port) {
        if (port.reading().hold(Reading.BUDGET)) {
            waiting.add(port);
        }
    }

    private void watch(long delayMs) {
        if (!watching) {
            watching = true;
            loop.after(delayMs, this::relieve);
        }
    }

    private void relieve() {
        watching = false;
        long nowNs = loop.clock().monoNs();
        for (Port port : over ? loop.waitingFor(STALLED_NS) : List.<Port>of()) {
            if (!over) {
                break;
            }
            port.exceeded();
        }
        if (over && nowNs - overSinceNs > PATIENCE_NS) {
            loop.fullest().ifPresent(Port::exceeded);
        }
        if (over) {
            watch(LOOK_MS);
        }
    }
}
