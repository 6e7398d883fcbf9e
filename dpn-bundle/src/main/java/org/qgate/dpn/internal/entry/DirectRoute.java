package org.qgate.dpn.internal.entry;

import java.util.List;
import java.util.Set;
import org.qgate.api.net.IpAddress;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.PortInfo;
import org.qgate.dpn.internal.dest.Destination;
import org.qgate.dpn.internal.dial.Dialer;
import org.qgate.dpn.internal.proxy.ProxyRequest;

/** The way of requests whose rule says {@code direct}: from this machine, visibly, by explicit rule only. */
final class DirectRoute {
    /** How long one address may take to answer. */
    static final int ATTEMPT_MS = 10_000;

    /** Who is told how it ended; exactly one call for each request that was not stopped. */
    interface Caller {
        /** The destination answered. */
        void reached(Client client, long target, IpAddress address);

        /** A look-up was answered. */
        void lookedUp(Client client, List<IpAddress> addresses, List<String> names);

        /** It failed. */
        void unreached(Client client, StreamFailure reason);
    }

    private final Dialer dialer;
    private final Caller caller;

    DirectRoute(Dialer dialer, Caller caller) {
        this.dialer = dialer;
        this.caller = caller;
    }

    /** Begins; the answer never comes during this call. */
    void begin(Client client, ProxyRequest request, Destination destination) {
        Dialer.Found found = (addresses, names, ttl, failure) -> found(client, request, addresses, names, failure);
        if (destination instanceof Destination.Name name) {
            client.query = dialer.resolve(name.name(), "", found); // the empty isolation shares the answer with nobody
        } else if (destination instanceof Destination.Literal literal) {
            if (request.kind() == ProxyRequest.Kind.CONNECT) {
                connect(client, List.of(literal.address()), request.port());
            } else {
                client.query = dialer.reverse(literal.address(), "", found);
            }
        }
    }

    private void found(
            Client client, ProxyRequest request, List<IpAddress> addresses, List<String> names, StreamFailure failure) {
        client.query = 0;
        if (failure != null) {
            caller.unreached(client, failure);
        } else if (request.kind() == ProxyRequest.Kind.CONNECT) {
            connect(client, addresses, request.port());
        } else {
            caller.lookedUp(client, addresses, names);
        }
    }

    private void connect(Client client, List<IpAddress> addresses, int port) {
        client.dial = dialer.connect(addresses, port, ATTEMPT_MS, new Dialer.Reached() {
            @Override
            public void reached(long target, IpAddress address) {
                client.dial = 0;
                caller.reached(client, target, address);
            }

            @Override
            public void unreached(StreamFailure reason) {
                client.dial = 0;
                caller.unreached(client, reason);
            }
        });
    }

    /** Closes what was joined: all connections but those that wait for an answer or for their destination. */
    void end(Lease lease, Set<Long> clients) {
        for (PortInfo each : lease.ports()) {
            if (!each.listener() && !clients.contains(each.port()) && !dialer.dials(each.port())) {
                lease.close(each.port());
            }
        }
    }

    /** Gives up what is under way for a client. */
    void stop(Client client) {
        if (client.query != 0) {
            dialer.forget(client.query);
            client.query = 0;
        }
        if (client.dial != 0) {
            dialer.cancel(client.dial);
            client.dial = 0;
        }
    }
}
