package org.qgate.dpn.internal.dial;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.transport.ConnectFailure;
import org.qgate.api.transport.ConnectRequest;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.NameFailure;

/**
 * Looks names up and connects to addresses that were checked before. It remembers what is under way and nothing else:
 * no answer outlives its question. Event loop only.
 */
public final class Dialer {
    /** How many addresses of one destination are tried. */
    public static final int MAX_ATTEMPTS = 3;

    /** Who asked for a look-up. */
    public interface Found {
        /** The answer; both lists are empty exactly when there is a failure. */
        void found(List<IpAddress> addresses, List<String> names, int ttlSeconds, StreamFailure failure);
    }

    /** Who asked for a connection. */
    public interface Reached {
        /** It stands. */
        void reached(long port, IpAddress address);

        /** No address could be reached. */
        void unreached(StreamFailure reason);
    }

    private record Attempt(long dial, Deque<IpAddress> left, IpAddress now, int port, int timeoutMs, Reached caller) {}

    private final Lease lease;
    private final Map<Long, Found> queries = new HashMap<>();
    private final Map<Long, Attempt> attempts = new HashMap<>();
    private final Map<Long, Long> portOfDial = new HashMap<>();
    private long lastDial;

    /** Makes a dialer. */
    public Dialer(Lease lease) {
        this.lease = lease;
    }

    /** Looks up the addresses of a name; the answer never comes during this call. */
    public long resolve(String name, String isolation, Found caller) {
        long query = lease.resolve(name, isolation);
        queries.put(query, caller);
        return query;
    }

    /** Looks up the names of an address; the answer never comes during this call. */
    public long reverse(IpAddress address, String isolation, Found caller) {
        long query = lease.reverse(address, isolation);
        queries.put(query, caller);
        return query;
    }

    /** Drops a look-up: its answer will be ignored. */
    public void forget(long query) {
        queries.remove(query);
    }

    /**
     * Connects to the first address that answers, of the first {@value #MAX_ATTEMPTS}.
     *
     * @param addresses at least one, each checked by the caller
     * @return a number for {@link #cancel}
     */
    public long connect(List<IpAddress> addresses, int port, int timeoutMs, Reached caller) {
        Deque<IpAddress> left = new ArrayDeque<>(addresses.subList(0, Math.min(addresses.size(), MAX_ATTEMPTS)));
        long dial = ++lastDial;
        begin(new Attempt(dial, left, left.remove(), port, timeoutMs, caller));
        return dial;
    }

    private void begin(Attempt attempt) {
        long port = lease.connect(
                new ConnectRequest(new Endpoint(attempt.now(), attempt.port()), null, attempt.timeoutMs()));
        attempts.put(port, attempt);
        portOfDial.put(attempt.dial(), port);
    }

    /** Gives a connection up that does not stand yet. */
    public void cancel(long dial) {
        Long port = portOfDial.remove(dial);
        if (port != null) {
            attempts.remove(port);
            lease.abort(port);
        }
    }

    /** Whether a connection is under way. */
    public boolean dials(long port) {
        return attempts.containsKey(port);
    }

    /** A connection stands. */
    public void connected(long port) {
        Attempt attempt = attempts.remove(port);
        if (attempt == null) {
            lease.abort(port); // given up meanwhile
            return;
        }
        portOfDial.remove(attempt.dial());
        attempt.caller().reached(port, attempt.now());
    }

    /** A connection failed: the next address is tried. */
    public void failed(long port, ConnectFailure reason) {
        Attempt attempt = attempts.remove(port);
        if (attempt == null) {
            return;
        }
        portOfDial.remove(attempt.dial());
        if (attempt.left().isEmpty()) {
            attempt.caller().unreached(translate(reason));
            return;
        }
        IpAddress next = attempt.left().remove();
        begin(new Attempt(attempt.dial(), attempt.left(), next, attempt.port(), attempt.timeoutMs(), attempt.caller()));
    }

    /** A name was looked up. */
    public void resolved(long query, List<IpAddress> addresses, int ttlSeconds, NameFailure failure) {
        answer(query, addresses, List.of(), ttlSeconds, failure);
    }

    /** An address was looked up. */
    public void reversed(long query, List<String> names, int ttlSeconds, NameFailure failure) {
        answer(query, List.of(), names, ttlSeconds, failure);
    }

    private void answer(long query, List<IpAddress> addresses, List<String> names, int ttl, NameFailure failure) {
        Found caller = queries.remove(query);
        if (caller == null) {
            return;
        }
        boolean nothing = failure != NameFailure.NONE || addresses.isEmpty() && names.isEmpty();
        if (nothing) {
            caller.found(List.of(), List.of(), 0, StreamFailure.NAME);
        } else {
            caller.found(addresses, names, ttl, null);
        }
    }

    private static StreamFailure translate(ConnectFailure reason) {
        return switch (reason) {
            case REFUSED -> StreamFailure.REFUSED;
            case TIMEOUT -> StreamFailure.TIMEOUT;
            case UNREACHABLE -> StreamFailure.UNREACHABLE;
            case RESOURCES -> StreamFailure.RESOURCES;
            case OTHER -> StreamFailure.OTHER;
        };
    }
}
