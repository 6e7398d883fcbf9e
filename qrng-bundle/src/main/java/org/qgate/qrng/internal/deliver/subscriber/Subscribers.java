package org.qgate.qrng.internal.deliver.subscriber;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.qgate.api.NodeId;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.Workers;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.protocol.Protocols;
import org.qgate.api.qrng.Subscription;
import org.qgate.api.store.Row;
import org.qgate.api.store.StoreMap;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.qrng.internal.deliver.pool.Cursor;
import org.qgate.qrng.internal.deliver.pool.Pool;

/**
 * The servers that this node has subscribed to, kept over restarts, each with threads of its own that keep its share of
 * the pool filled. Thread-safe.
 *
 * <p>Wiring: {@link #start} once store, cryptography and protocols are there (it reads the map {@code subscriptions}; call
 * it again when it threw); {@link #healthy} is one half of the pool's health; {@link #close} when the bundle stops or
 * freezes. Auditing is the caller's.
 */
public final class Subscribers implements AutoCloseable {
    /** How many positions of a server's numbering are reserved at once. */
    static final long STEP = 64 << 20;

    private final Parts parts;
    private final Pool pool;
    private final Map<NodeId, Running> running = new TreeMap<>();
    private volatile List<Subscriber> all = List.of();
    private SubscriberSettings settings;
    private boolean closed;

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

    /** A subscription and its threads. */
    private record Running(Subscriber subscriber, Workers workers, long sinceWallMs) {
        void end() {
            subscriber.stop();
            workers.close();
            subscriber.close();
        }
    }

    /** Makes them; nothing happens before {@link #start}. */
    public Subscribers(Parts parts, Pool pool, SubscriberSettings settings) {
        this.parts = parts;
        this.pool = pool;
        this.settings = settings;
    }

    /** Begins with those that are kept. */
    public synchronized void start() {
        for (Row row : parts.subscriptions().get().range(new byte[0], new byte[0], 1_000)) {
            NodeId server = NodeId.of(row.key());
            if (!closed && !running.containsKey(server) && running.size() < settings.mostServers()) {
                begin(server, new WireReader(row.value()).i64());
            }
        }
    }

    /** Takes other settings; subscriptions that run begin anew with them. */
    public synchronized void configure(SubscriberSettings next) {
        if (closed || next.equals(settings)) {
            return;
        }
        settings = next;
        Map<NodeId, Running> before = new TreeMap<>(running);
        before.forEach((server, each) -> {
            end(server);
            begin(server, each.sinceWallMs());
        });
    }

    /** Returns whether any server gave bytes lately. Quick, without any lock. */
    public boolean healthy() {
        for (Subscriber each : all) {
            if (each.healthy()) {
                return true;
            }
        }
        return false;
    }

    /** Returns all, by server. */
    public List<Subscription> list() {
        return all.stream().map(Subscriber::info).toList();
    }

    /**
     * Subscribes, durably; returns at once, whatever the server says. Does nothing when it is subscribed to already.
     *
     * @throws QGateException QG-QRN-0030 when it is this node, 0034 when there are as many as there may be, 0008 when closed
     */
    public synchronized Subscription subscribe(NodeId server) {
        if (closed) {
            throw new QGateException(QrngError.NOT_READY, "subscriptions are closed");
        }
        if (parts.identity().get().nodeId().equals(server)) {
            throw new QGateException(QrngError.OWN_NODE, server.brief() + " is this node");
        }
        if (!running.containsKey(server)) {
            if (running.size() >= settings.mostServers()) {
                throw new QGateException(
                        QrngError.BUSY, running.size() + " subscriptions, allowed: " + settings.mostServers());
            }
            long sinceWallMs = parts.clock().wallMs();
            parts.subscriptions()
                    .get()
                    .put(
                            server.bytes(),
                            new WireWriter(Long.BYTES).i64(sinceWallMs).toBytes());
            begin(server, sinceWallMs);
        }
        return running.get(server).subscriber().info();
    }

    /** Ends a subscription; how far its numbering was used is kept for ever. */
    public synchronized void unsubscribe(NodeId server) {
        parts.subscriptions().get().remove(server.bytes());
        end(server);
    }

    private void begin(NodeId server, long sinceWallMs) {
        Subscriber.Parts given =
                new Subscriber.Parts(parts.protocols(), parts.crypto(), parts.identity(), parts.clock());
        Seen seen = new Seen(new Cursor(parts.cursors(), "from/" + server, STEP, 0));
        Subscriber subscriber = new Subscriber(server, given, pool, settings, seen, sinceWallMs);
        Workers workers =
                parts.scheduler().workers("qrng-from-" + server.brief(), settings.window(), settings.window());
        for (int i = 0; i < settings.window(); i++) {
            workers.offer(new Turning(subscriber));
        }
        running.put(server, new Running(subscriber, workers, sinceWallMs));
        publish();
    }

    private void end(NodeId server) {
        Running ended = running.remove(server);
        if (ended != null) {
            publish();
            ended.end();
        }
    }

    private void publish() {
        List<Subscriber> now = new ArrayList<>();
        running.values().forEach(each -> now.add(each.subscriber()));
        all = List.copyOf(now);
    }

    /** Ends all threads; what is under way is burnt. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        List.copyOf(running.keySet()).forEach(this::end);
    }
}
