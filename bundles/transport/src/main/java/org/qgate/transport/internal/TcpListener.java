package org.qgate.transport.internal;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.TransportError;
import org.qgate.api.net.Endpoint;
import org.qgate.api.transport.ListenRequest;
import org.qgate.api.transport.PortInfo;

/** One listener and how many connections it has open. Loop only, except {@link #open}. */
final class TcpListener {
    private static final int BACKLOG = 1024;
    private static final long RETRY_MS = 1_000;

    private final Loop loop;
    private final RoleSlot role;
    private final ListenRequest request;
    private final ServerSocketChannel channel;
    private final long number;
    private Endpoint address;
    private int connections;
    private boolean accepting;

    private TcpListener(Loop loop, RoleSlot role, ListenRequest request) {
        this.loop = loop;
        this.role = role;
        this.request = request;
        this.channel = loop.backend().serverSocket();
        this.number = loop.nextNumber();
        channel.config().setAutoRead(false).setOption(ChannelOption.SO_REUSEADDR, true);
        channel.config().setBacklog(BACKLOG);
        channel.pipeline().addLast(new Accepts());
    }

    /**
     * Binds; blocks until bound.
     *
     * @throws QGateException QG-TRN-0001 when the address is in use or may not be bound
     */
    static TcpListener open(Loop loop, RoleSlot role, ListenRequest request) {
        TcpListener listener = new TcpListener(loop, role, request);
        Future<Void> bound = loop.events().register(listener.channel).awaitUninterruptibly();
        if (bound.isSuccess()) {
            bound = listener.channel.bind(Addresses.toSocket(request.address())).awaitUninterruptibly();
        }
        if (!bound.isSuccess()) {
            listener.channel.close().awaitUninterruptibly();
            throw new QGateException(
                    TransportError.BIND,
                    "listener '" + request.name() + "' cannot bind " + request.address() + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        listener.address = Addresses.fromSocket(listener.channel.localAddress());
        return listener;
    }

    long number() {
        return number;
    }

    String name() {
        return request.name();
    }

    RoleSlot role() {
        return role;
    }

    Endpoint address() {
        return address;
    }

    PortInfo info() {
        return new PortInfo(number, true, request.name(), address, null);
    }

    void accepting(boolean on) {
        accepting = on;
        channel.config().setAutoRead(on);
    }

    void connectionEnded() {
        connections--;
    }

    void close() {
        loop.remove(this);
        accepting = false;
        channel.close();
    }

    private void accepted(SocketChannel accepted) {
        if (connections >= request.maxConnections() || loop.full()) {
            loop.counters().refusedConnections.incrementAndGet();
            accepted.unsafe().closeForcibly();
            return;
        }
        connections++;
        Port port = new Port(loop, role, this, accepted);
        loop.events().register(accepted).addListener(done -> {
            if (done.isSuccess()) {
                port.established();
            } else {
                port.broke();
                port.ended();
            }
        });
    }

    private final class Accepts extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            accepted((SocketChannel) message);
        }

        /** Out of descriptors, most likely: an accept loop without a break would only burn the processor. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            loop.log().acceptFailed(request.name(), failure);
            channel.config().setAutoRead(false);
            loop.after(RETRY_MS, () -> channel.config().setAutoRead(accepting));
        }
    }
}
