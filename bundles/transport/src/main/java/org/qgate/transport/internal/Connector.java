package org.qgate.transport.internal;

import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.util.Locale;
import org.qgate.api.transport.ConnectFailure;
import org.qgate.api.transport.ConnectRequest;
import org.qgate.api.transport.PortHandler;

/** Makes outgoing connections to the address given and to no other. Loop only. */
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
            TcpPort port = new TcpPort(loop, role, null, loop.backend().socket());
            loop.execute(() -> begin(port, request));
            return port.number();
        } catch (ChannelException noDescriptor) {
            return refuse(role);
        }
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
    private void begin(TcpPort port, ConnectRequest request) {
        SocketChannel channel = port.channel();
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
                channel.connect(Addresses.toSocket(request.to()), local).addListener(done -> answer(port, done));
            } else {
                answer(port, registered);
            }
        });
    }

    private static void answer(TcpPort port, Future<?> done) {
        if (done.isSuccess()) {
            port.established();
        } else {
            port.channel().close();
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
