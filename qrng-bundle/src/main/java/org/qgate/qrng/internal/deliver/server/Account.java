package org.qgate.qrng.internal.deliver.server;

import java.util.Optional;
import org.qgate.api.NodeId;
import org.qgate.api.protocol.Caller;
import org.qgate.qrng.internal.deliver.wire.Wire;

/**
 * One subscriber's rate and quota, over all leases that it opens: a node that proved who it is, or whatever comes over one
 * circuit. Thread-safe.
 */
final class Account {
    private static final long NS_PER_MS = 1_000_000;

    private final Optional<NodeId> node;
    private final String consumer;
    private final long rate;
    private final long quota;
    private final long periodNs;
    private final Bucket bucket;
    private long used;
    private long periodEndsNs;

    Account(Optional<NodeId> node, ServerSettings settings, long nowNs) {
        this.node = node;
        // Those that stay anonymous are one consumer: many of them get no more than one node that has a name.
        consumer = node.map(id -> "to:" + id).orElse("to:anonymous");
        rate = settings.bytesPerSecond();
        quota = settings.quotaBytes();
        periodNs = settings.leaseMs() * NS_PER_MS;
        bucket = new Bucket(rate, Math.max(rate / 4.0, Wire.MOST_BYTES), nowNs);
        periodEndsNs = nowNs + periodNs;
    }

    /** Returns what tells accounts apart. */
    static String key(Caller caller) {
        return caller.node().map(id -> "node:" + id).orElseGet(() -> "circuit:" + caller.circuit());
    }

    Optional<NodeId> node() {
        return node;
    }

    /** Returns who takes of the pool. */
    String consumer() {
        return consumer;
    }

    /** Returns the rate, bytes a second. */
    long rate() {
        return rate;
    }

    long quota() {
        return quota;
    }

    /** Returns how long it has to wait, in ms; 0 when it may have something. */
    synchronized int waitMs(long nowNs) {
        renew(nowNs);
        if (used >= quota) {
            return (int) Math.min(Integer.MAX_VALUE, (periodEndsNs - nowNs) / NS_PER_MS + 1);
        }
        return bucket.waitMs(nowNs);
    }

    /** Returns how many bytes it may have at once. */
    synchronized int allowed() {
        return (int) Math.min(Wire.MOST_BYTES, quota - used);
    }

    /** Counts what it got. */
    synchronized void charge(long bytes, long nowNs) {
        renew(nowNs);
        used += bytes;
        bucket.take(bytes, nowNs);
    }

    /** Returns whether nothing of it need be remembered. */
    synchronized boolean idle(long nowNs) {
        return nowNs - periodEndsNs > 0;
    }

    private void renew(long nowNs) {
        if (nowNs - periodEndsNs > 0) {
            used = 0;
            periodEndsNs = nowNs + periodNs;
        }
    }
}
