package org.qgate.qrng.internal.deliver.subscriber;

import java.util.List;
import java.util.function.Supplier;
import org.qgate.api.NodeId;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Scheduler;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.protocol.Protocols;
import org.qgate.api.qrng.Subscription;
import org.qgate.api.store.StoreMap;
import org.qgate.qrng.internal.deliver.pool.Pool;

/**
 * The servers that this node has subscribed to, kept over restarts, each with threads of its own that keep its share of
 * the pool filled. Thread-safe.
 *
 * <p>Wiring: {@link #start} once store, cryptography and protocols are there (it reads the map {@code subscriptions}; call
 * it again when it threw QG-QRN-0008); {@link #healthy} is one half of the pool's health; {@link #close} when the bundle
 * stops or freezes. Auditing is the caller's.
 */
public final class Subscribers implements AutoCloseable {
    /**
     * What they are made of. Suppliers throw while there is none.
     *
     * @param cursors gives the map {@code cursors}
     * @param subscriptions gives the map {@code subscriptions}
     */
    public record Parts(
            Supplier<Protocols> protocols,
            Supplier<Crypto> crypto,
            Supplier<Identity> identity,
            Supplier<StoreMap> cursors,
            Supplier<StoreMap> subscriptions,
            Scheduler scheduler,
            Clock clock) {}

    /** Makes them; nothing happens before {@link #start}. */
    public Subscribers(Parts parts, Pool pool, SubscriberSettings settings) {
        throw new UnsupportedOperationException("being written");
    }

    /** Begins with those that are kept. */
    public void start() {
        throw new UnsupportedOperationException("being written");
    }

    /** Takes other settings; subscriptions that run begin anew with them. */
    public void configure(SubscriberSettings next) {
        throw new UnsupportedOperationException("being written");
    }

    /** Returns whether any server gave bytes lately. Quick, without any lock. */
    public boolean healthy() {
        throw new UnsupportedOperationException("being written");
    }

    /** Returns all, by server. */
    public List<Subscription> list() {
        throw new UnsupportedOperationException("being written");
    }

    /**
     * Subscribes, durably; returns at once, whatever the server says.
     *
     * @throws org.qgate.api.error.QGateException QG-QRN-0030 when it is this node, 0034 when there are as many as there may be
     */
    public Subscription subscribe(NodeId server) {
        throw new UnsupportedOperationException("being written");
    }

    /** Ends a subscription; how far its numbering was used is kept for ever. */
    public void unsubscribe(NodeId server) {
        throw new UnsupportedOperationException("being written");
    }

    /** Ends all threads; what is under way is burnt. Idempotent. */
    @Override
    public void close() {
        throw new UnsupportedOperationException("being written");
    }
}
