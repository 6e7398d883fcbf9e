package org.qgate.transport.internal;

import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.util.Locale;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.TransportError;
import org.qgate.api.transport.ConnectFailure;
import org.qgate.api.transport.ConnectRequest;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.PortHandler;

/** Makes outgoing connections to the address given and to no other, and connections inside the process. Loop only. */
final class Connector {
    private static final int LONGEST_TIMEOUT_MS = 300_000;

    private final Loop loop;

    Connector(Loop loop) {
        this.loop = loop;
    }

    long connect(RoleSlot role, ConnectRequest request) {
        if (request.timeoutMs() < 1 || request.timeoutMs() > LONGEST_TIMEOUT_MS) {
            throw new IllegalArgumentException(
                    "timeoutMs is 1 to " + LONGEST_TIMEOUT_MS + ", not " + request.timeoutMs());
        }
        if (loop.full()) {
            loop.counters().refusedConnections.incrementAndGet();
            return refuse(role);
        }
        try {
            SocketChannel channel = loop.backend().socket();
            Port port = new Port(loop, role, null, channel);
            loop.execute(() -> begin(port, channel, request));
            return port.number();
        } catch (ChannelException noDescriptor) {
            return refuse(role);
        }
    }

    Lease.Pair pair(RoleSlot role) {
        if (!loop.hasRoomFor(2)) {
            loop.counters().refusedConnections.incrementAndGet();
            throw new QGateException(
                    TransportError.BUDGET, "no room for the two ends of a connection inside the process");
        }
        PairEnd end = PairEnd.pair();
        Port one = begin(role, end);
        Port other = begin(role, end.other());
        return new Lease.Pair(one.number(), other.number());
    }

    private Port begin(RoleSlot role, PairEnd end) {
        Port port = new Port(loop, role, null, end);
        end.readsWhile(port::mayRead);
        loop.events().register(end).addListener(registered -> {
            if (port.endedHere()) {
                end.close(); // whoever stands for the loop gave it up in the turn that asked for it
            }
        });
        port.paired();
        return port;
    }

    private long refuse(RoleSlot role) {
        long number = loop.nextNumber();
        TcpLease asker = role.lease();
        loop.execute(() -> {
            PortHandler receiver = role.receiver();
            if (receiver != null && role.lease() == asker) {
                receiver.failed(number, ConnectFailure.RESOURCES);
            }
        });
        return number;
    }

    /** Registers and connects in one turn: between two, a busy loop closed sockets as hung up that were yet to connect. */
    private void begin(Port port, SocketChannel channel, ConnectRequest request) {
        if (port.endedHere()) {
            channel.unsafe().closeForcibly();
            port.telling().failed(ConnectFailure.OTHER); // nobody hears it
            return;
        }
        channel.config().setConnectTimeoutMillis(request.timeoutMs());
        InetSocketAddress from = null;
        if (request.from() != null) {
            from = new InetSocketAddress(request.from().toInetAddress(), 0);
            loop.backend().bindAddressOnly(channel);
        }
        InetSocketAddress local = from;
        loop.events().register(channel).addListener(registered -> {
            if (registered.isSuccess()) {
                channel.connect(Addresses.toSocket(request.to()), local)
                        .addListener(done -> answer(port, channel, done));
            } else {
                answer(port, channel, registered);
            }
        });
    }

    private static void answer(Port port, SocketChannel channel, Future<?> done) {
        if (done.isSuccess()) {
            port.established();
        } else {
            channel.close();
            port.telling().failed(reason(done.cause()));
        }
    }

    private static ConnectFailure reason(Throwable failure) {
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (failure instanceof ConnectTimeoutException || text.contains("timed out")) {
            return ConnectFailure.TIMEOUT;
        }
        if (failure instanceof NoRouteToHostException || text.contains("unreachable") || text.contains("no route")) {
            return ConnectFailure.UNREACHABLE;
        }
        if (text.contains("cannot assign requested address") || text.contains("too many open files")) {
            return ConnectFailure.RESOURCES;
        }
        return failure instanceof ConnectException && text.contains("refused")
                ? ConnectFailure.REFUSED
                : ConnectFailure.OTHER;
    }
}
