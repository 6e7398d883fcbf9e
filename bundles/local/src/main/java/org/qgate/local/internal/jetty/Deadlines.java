package org.qgate.local.internal.jetty;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;

/**
 * Cuts connections that keep the server waiting: however little they send, a first request must be there within 10 s, another
 * within 30 s of the one before, a body within 10 s. Connections of this machine are told apart by their address. Thread-safe.
 */
final class Deadlines {
    private static final long FIRST_MS = 10_000;
    private static final long NEXT_MS = 30_000;
    private static final long BODY_MS = 10_000;

    private final Map<String, Phase> phases = new ConcurrentHashMap<>();
    private final long firstMs;
    private final long nextMs;
    private final long bodyMs;

    Deadlines() {
        this(FIRST_MS, NEXT_MS, BODY_MS);
    }

    Deadlines(long firstMs, long nextMs, long bodyMs) {
        this.firstMs = firstMs;
        this.nextMs = nextMs;
        this.bodyMs = bodyMs;
    }

    /** What a connection does, since when; 0 allows it as long as it takes. */
    private record Phase(long sinceNs, long allowedMs) {
        boolean isOver() {
            return allowedMs > 0 && System.nanoTime() - sinceNs > TimeUnit.MILLISECONDS.toNanos(allowedMs);
        }
    }

    void reading(String connection) {
        phases.put(connection, new Phase(System.nanoTime(), bodyMs));
    }

    void answering(String connection) {
        phases.put(connection, new Phase(System.nanoTime(), 0));
    }

    void waiting(String connection) {
        phases.put(connection, new Phase(System.nanoTime(), nextMs));
    }

    /** To be called about once a second. */
    void cutLate(Iterable<EndPoint> connected) {
        Map<String, EndPoint> present = byName(connected);
        phases.keySet().retainAll(present.keySet());
        present.forEach((name, endPoint) -> {
            phases.putIfAbsent(name, new Phase(System.nanoTime(), firstMs));
            Phase phase = phases.get(name);
            if (phase != null && phase.isOver()) {
                endPoint.close();
            }
        });
    }

    /** Closes a connection at once, without the farewell of TLS. */
    void cut(String connection, Iterable<EndPoint> connected) {
        EndPoint found = byName(connected).get(connection);
        if (found != null) {
            found.close();
        }
    }

    private static Map<String, EndPoint> byName(Iterable<EndPoint> connected) {
        Map<String, EndPoint> named = new ConcurrentHashMap<>();
        connected.forEach(each -> {
            if (each.getRemoteSocketAddress() instanceof InetSocketAddress address) {
                named.put(name(address.getAddress().getHostAddress(), address.getPort()), each);
            }
        });
        return named;
    }

    /** Servers write an IPv6 address with brackets, the Java platform without. */
    static String name(String address, int port) {
        return address.replace("[", "").replace("]", "") + " " + port;
    }
}
