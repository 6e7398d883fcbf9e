package org.qgate.qrng.internal.deliver.server;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.qgate.api.NodeId;
import org.qgate.api.base.Clock;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.protocol.Caller;
import org.qgate.api.qrng.Lease;
import org.qgate.common.wire.WireException;
import org.qgate.qrng.internal.deliver.pool.Cursor;
import org.qgate.qrng.internal.deliver.pool.Pool;
import org.qgate.qrng.internal.deliver.pool.Slice;
import org.qgate.qrng.internal.deliver.wire.Answered;
import org.qgate.qrng.internal.deliver.wire.Asked;
import org.qgate.qrng.internal.deliver.wire.Refusal;

/**
 * Serves bytes of this node's devices to subscribers on other nodes ([QRN-1] to [QRN-12]). What came of other servers is
 * not served on, so bytes never go in circles. Thread-safe; waits only for bytes.
 *
 * <p>Wiring: {@code protocols.serve(Wire.PROTOCOL, workers, server::serve)} with at least two workers more than
 * {@link ServerSettings#mostWaiting}; {@link #close} when the bundle stops or freezes: nothing of it is carried, subscribers
 * open new leases by themselves.
 */
public final class Server implements AutoCloseable {
    /** How long before the caller's patience ends an answer is on its way. */
    private static final long MARGIN_MS = 500;

    private static final int NOT_SERVED_WAIT_MS = 30_000;
    private static final int EMPTY_WAIT_MS = 50;
    private static final int UNHEALTHY_WAIT_MS = 1_000;
    private static final int LEAVING_WAIT_MS = 250;

    private final Parts parts;
    private final Pool pool;
    private final Cursor cursor;
    private final Leases leases = new Leases();
    private final Opening opening;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile ServerSettings settings;
    private volatile boolean closed;

    /**
     * What a server is made of.
     *
     * @param crypto gives the cryptography of the moment; throws while there is none
     * @param identity gives this node's identity; throws while there is none
     * @param listed whether a node is listed in the network now
     */
    public record Parts(Supplier<Crypto> crypto, Supplier<Identity> identity, Clock clock, Predicate<NodeId> listed) {}

    /**
     * Makes one.
     *
     * @param pool what it serves from
     * @param cursor numbers what leaves; {@link #cursorFloor} is its floor
     */
    public Server(Parts parts, Pool pool, Cursor cursor, ServerSettings settings) {
        this.parts = parts;
        this.pool = pool;
        this.cursor = cursor;
        this.settings = settings;
        opening = new Opening(parts, cursor, leases);
    }

    /**
     * Returns where the numbering begins at least: 1 GiB for each second since 1970. So a server whose store was put back
     * goes on beyond all that it gave, as long as its clock is right, and its subscribers take what it gives.
     */
    public static long cursorFloor(Clock clock) {
        return Math.max(0, clock.wallMs()) << 20;
    }

    /** Takes other bounds from now on; leases that are open keep theirs. */
    public void configure(ServerSettings next) {
        settings = next;
    }

    /**
     * Serves one request: a {@link org.qgate.api.protocol.Protocols.CallServer}.
     *
     * @throws QGateException QG-QRN-0022 when it cannot be noted durably what leaves, and what cryptography and vault throw:
     *     nothing left then
     */
    public byte[] serve(Caller caller, byte[] request, long atMostMs) {
        ServerSettings now = settings;
        if (closed) {
            return refused(Refusal.WAIT, LEAVING_WAIT_MS);
        }
        if (!serves(caller, now.serve())) {
            return refused(Refusal.NOT_SERVED, NOT_SERVED_WAIT_MS);
        }
        try {
            Asked asked = Asked.decode(request);
            return asked instanceof Asked.Open open
                    ? opening.open(caller, open, request, now)
                    : lease((Asked.Take) asked, now, atMostMs);
        } catch (WireException malformed) {
            return refused(Refusal.BAD, 0);
        }
    }

    private boolean serves(Caller caller, Serve whom) {
        return switch (whom) {
            case OFF -> false;
            case LISTED -> caller.node().filter(parts.listed()).isPresent();
            case ANYONE -> true;
        };
    }

    private byte[] lease(Asked.Take take, ServerSettings now, long atMostMs) {
        Optional<OpenLease> lease = leases.enter(take.lease(), parts.clock().monoNs());
        if (lease.isEmpty()) {
            return refused(Refusal.NO_LEASE, 0);
        }
        try {
            return take(lease.get(), take, now, atMostMs);
        } finally {
            lease.get().leave();
        }
    }

    private byte[] take(OpenLease lease, Asked.Take take, ServerSettings now, long atMostMs) {
        Optional<Asked.Wish> wish = lease.keys().openWish(parts.crypto().get().primitives(), take);
        if (wish.isEmpty()) {
            return refused(Refusal.BAD, 0);
        }
        if (!lease.use(take.sequence())) {
            return refused(Refusal.USED, 0);
        }
        Account account = lease.account();
        int waitMs = account.waitMs(parts.clock().monoNs());
        if (waitMs > 0) {
            return refused(Refusal.WAIT, waitMs);
        }
        int most = Math.min(wish.get().most(), account.allowed());
        if (most < 1) {
            return refused(Refusal.WAIT, EMPTY_WAIT_MS); // another request of it used the rest of the quota just now
        }
        long patience = Math.max(0, Math.min(wish.get().waitMs(), atMostMs - MARGIN_MS));
        try {
            return seal(lease, take.sequence(), draw(account.consumer(), most, patience, now.mostWaiting()));
        } catch (QGateException none) {
            return refused(none);
        }
    }

    /** Only so many wait: whoever comes then gets what is there at once, or is told to come again. */
    private List<Slice> draw(String consumer, int most, long patienceMs, int mostWaiting) {
        boolean mayWait = waiting.incrementAndGet() <= mostWaiting;
        try {
            return pool.drawOwn(consumer, most, mayWait ? patienceMs : 0);
        } finally {
            waiting.decrementAndGet();
        }
    }

    private byte[] seal(OpenLease lease, long sequence, List<Slice> slices) {
        try {
            long bytes = slices.stream().mapToLong(Slice::length).sum();
            // Durable before anything is sealed: from here on these positions are gone, whatever happens.
            long position = cursor.advance(bytes);
            byte[] chunk = Chunks.seal(parts.crypto().get().primitives(), lease.keys(), sequence, position, slices);
            lease.account().charge(bytes, parts.clock().monoNs());
            lease.sent(bytes);
            return chunk;
        } finally {
            slices.forEach(Slice::wipe);
        }
    }

    private static byte[] refused(QGateException none) {
        if (none.code() == QrngError.EMPTY) {
            return refused(Refusal.WAIT, EMPTY_WAIT_MS);
        }
        if (none.code() == QrngError.NO_HEALTHY_SOURCE) {
            return refused(Refusal.WAIT, UNHEALTHY_WAIT_MS);
        }
        if (none.code() == QrngError.NOT_READY) {
            return refused(Refusal.WAIT, LEAVING_WAIT_MS);
        }
        if (none.code() == QrngError.BUSY) {
            return refused(Refusal.BUSY, EMPTY_WAIT_MS);
        }
        throw none;
    }

    private static byte[] refused(Refusal why, int waitMs) {
        return new Answered.Refused(why, waitMs).encode();
    }

    /** Returns who is served. */
    public List<Lease> leases() {
        return leases.all(parts.clock().monoNs()).stream()
                .map(each -> each.info(pool.waiting(each.account().consumer())))
                .toList();
    }

    /** Ends all leases and wipes their keys; what is asked then is told to come again. Idempotent. */
    @Override
    public void close() {
        closed = true;
        leases.close();
        cursor.settle();
    }
}
