package org.qgate.qrng.internal.deliver.subscriber;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.qgate.api.NodeId;
import org.qgate.api.base.Clock;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.protocol.Protocols;
import org.qgate.api.qrng.Subscription;
import org.qgate.common.wire.WireException;
import org.qgate.qrng.internal.deliver.pool.Pool;
import org.qgate.qrng.internal.deliver.wire.Answered;
import org.qgate.qrng.internal.deliver.wire.Asked;
import org.qgate.qrng.internal.deliver.wire.Wire;
import org.qgate.qrng.internal.flow.Batch;

/**
 * Keeps one server's share of the pool filled. Several threads may call {@link #turn} at once: each has a request under
 * way. Whatever fails is tried again later; a taker of the pool never sees it. Thread-safe.
 */
public final class Subscriber implements AutoCloseable {
    private static final long CALL_MS = 20_000;
    private static final int WAIT_MS = 2_000;
    private static final long ROOM_MS = 1_000;
    private static final long OFFER_MS = 1_000;

    /** The pool went to a newer version, and this one ends next. */
    private static final long ENDING_MS = 100;

    private final NodeId server;
    private final Parts parts;
    private final Pool pool;
    private final SubscriberSettings settings;
    private final Seen seen;
    private final Standing standing;
    private final AtomicLong fruitless = new AtomicLong();
    private Session session;
    private volatile boolean closed;
    private final CountDownLatch over = new CountDownLatch(1);

    /** What it is made of. Suppliers throw while there is none. */
    public record Parts(
            Supplier<Protocols> protocols, Supplier<Crypto> crypto, Supplier<Identity> identity, Clock clock) {}

    /** Makes one; nothing happens before {@link #turn}. */
    Subscriber(NodeId server, Parts parts, Pool pool, SubscriberSettings settings, Seen seen, long sinceWallMs) {
        this.server = server;
        this.parts = parts;
        this.pool = pool;
        this.settings = settings;
        this.seen = seen;
        standing = new Standing(server, parts.clock(), sinceWallMs);
    }

    /**
     * Does one request, when there is room for what it brings.
     *
     * @return how long to rest before the next turn, in ms
     */
    public long turn() throws InterruptedException {
        long room = pool.awaitRoom(server.toString(), ROOM_MS);
        if (room <= 0 || closed) {
            return pool.isClosed() ? ENDING_MS : 0;
        }
        Session current = null;
        try {
            current = session();
            long sequence = current.begin();
            if (sequence > 0) {
                request(current, sequence, (int) Math.min(room, Wire.MOST_BYTES));
                fruitless.set(0);
            }
            return 0;
        } catch (NoBytesException refused) {
            return refused(current, refused.refused());
        } catch (WireException malformed) {
            return failed(current, QrngError.BAD_CHUNK, "malformed: " + malformed.getMessage());
        } catch (RuntimeException failed) {
            return failed(current, failed);
        }
    }

    private void request(Session current, long sequence, int most) throws NoBytesException, InterruptedException {
        try {
            take(current, sequence, most);
        } finally {
            current.done();
        }
    }

    private synchronized Session session() throws NoBytesException {
        if (session == null) {
            Crypto crypto = parts.crypto().get();
            standing.connecting();
            long above = seen.above();
            Session opened = new Knock(crypto, parts.identity().get().networkId(), server)
                    .ask(seen.wish(), parts.clock().wallMs(), this::call);
            if (opened.terms().position() < above) {
                opened.end();
                throw new QGateException(
                        QrngError.BAD_CHUNK,
                        "the server's numbering went back to " + opened.terms().position() + " from " + above);
            }
            session = opened;
        }
        return session;
    }

    private byte[] call(byte[] request) {
        Protocols.Dial dial = new Protocols.Dial(server, Wire.PROTOCOL, settings.identify(), "qrng", settings.hops());
        return parts.protocols().get().call(dial, request, CALL_MS);
    }

    private void take(Session current, long sequence, int most) throws NoBytesException, InterruptedException {
        Asked.Take take =
                current.keys().sealWish(parts.crypto().get().primitives(), sequence, new Asked.Wish(most, WAIT_MS));
        Answered answer = Answered.decode(call(take.encode()));
        if (answer instanceof Answered.Refused refused) {
            throw new NoBytesException(refused);
        }
        if (!(answer instanceof Answered.Chunk chunk)) {
            throw new QGateException(QrngError.BAD_CHUNK, "a lease came where bytes were asked for");
        }
        Unpacking.Content content =
                new Unpacking(parts.crypto().get().primitives(), server).open(current.keys(), sequence, chunk);
        if (content.position() < current.terms().position()) {
            throw new QGateException(
                    QrngError.BAD_CHUNK,
                    "position " + content.position() + " of a lease that begins at "
                            + current.terms().position());
        }
        seen.take(content.position(), content.bytes());
        standing.received(content.bytes());
        for (Batch each : content.batches()) {
            put(each);
        }
    }

    /** What does not fit waits; what waits when it ends is burnt. */
    private void put(Batch batch) throws InterruptedException {
        while (!closed && !pool.isClosed() && !pool.offer(batch, OFFER_MS)) {
            // The pool is full: it says so every second, and this looks whether it is still wanted.
        }
    }

    /** Returns how long to rest. */
    private long refused(Session current, Answered.Refused refused) {
        return switch (refused.why()) {
            case WAIT, BUSY -> standing.waiting(refused.waitMs());
            case NO_LEASE -> again(current);
            case NO_ROOM -> failed(current, QrngError.NO_LEASE, "it has as many leases as it may");
            case NOT_SERVED -> failed(current, QrngError.NO_SERVER, "it does not serve this node");
            case USED, BAD -> failed(current, QrngError.BAD_CHUNK, "it refuses: " + refused.why());
        };
    }

    /** The server began anew, or the lease's time is over: another is asked for at once, but not for ever. */
    private long again(Session current) {
        if (!drop(current) || fruitless.getAndIncrement() == 0) {
            return 0;
        }
        return failed(current, QrngError.NO_LEASE, "it does not know the lease that it gave");
    }

    private long failed(Session current, QrngError code, String why) {
        return failed(current, new QGateException(code, why));
    }

    private long failed(Session current, RuntimeException why) {
        if (closed) {
            return 0;
        }
        drop(current);
        return standing.failed(why, parts.crypto());
    }

    /** Ends a session; returns whether it was the one in use. */
    private synchronized boolean drop(Session ended) {
        if (ended == null || session != ended) {
            return false;
        }
        session.end();
        session = null;
        return true;
    }

    /** Waits until it is over, or so long. */
    void rest(long ms) throws InterruptedException {
        if (ms > 0) {
            over.await(ms, TimeUnit.MILLISECONDS);
        }
    }

    /** Returns whether it is over. */
    boolean isOver() {
        return closed;
    }

    /** Returns whether it gave bytes lately. Without any lock. */
    public boolean healthy() {
        return standing.healthy();
    }

    /** Returns what operators see. */
    public Subscription info() {
        return standing.info(seen::above);
    }

    /** Begins nothing any more. */
    void stop() {
        closed = true;
        over.countDown();
    }

    /** Ends it. Idempotent. */
    @Override
    public void close() {
        stop();
        synchronized (this) {
            drop(session);
        }
        seen.settle();
    }
}
