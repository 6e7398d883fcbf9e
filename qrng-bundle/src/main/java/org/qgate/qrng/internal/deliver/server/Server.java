package org.qgate.qrng.internal.deliver.server;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.qgate.api.NodeId;
import org.qgate.api.base.Clock;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.protocol.Caller;
import org.qgate.api.qrng.Lease;
import org.qgate.qrng.internal.deliver.pool.Cursor;
import org.qgate.qrng.internal.deliver.pool.Pool;

/**
 * Serves bytes of this node's devices to subscribers on other nodes ([QRN-1] to [QRN-12]). Thread-safe; waits only for bytes.
 *
 * <p>Wiring: {@code protocols.serve(Wire.PROTOCOL, workers, server::serve)} with at least two workers more than
 * {@link ServerSettings#mostWaiting}; {@link #close} when the bundle stops or freezes: nothing of it is carried, subscribers
 * open new leases by themselves.
 */
public final class Server implements AutoCloseable {
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
        throw new UnsupportedOperationException("being written");
    }

    /** Returns where the numbering begins at least: so a server whose store was put back goes on beyond what it gave. */
    public static long cursorFloor(Clock clock) {
        return clock.wallMs() << 20;
    }

    /** Takes other bounds from now on; leases that are open keep theirs. */
    public void configure(ServerSettings next) {
        throw new UnsupportedOperationException("being written");
    }

    /** Serves one request: {@link org.qgate.api.protocol.Protocols.CallServer}. */
    public byte[] serve(Caller caller, byte[] request, long atMostMs) {
        throw new UnsupportedOperationException("being written");
    }

    /** Returns who is served. */
    public List<Lease> leases() {
        throw new UnsupportedOperationException("being written");
    }

    /** Ends all leases and wipes their keys. Idempotent. */
    @Override
    public void close() {
        throw new UnsupportedOperationException("being written");
    }
}
