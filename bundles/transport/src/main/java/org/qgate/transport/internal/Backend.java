package org.qgate.transport.internal;

import io.netty.channel.ChannelFuture;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.channels.NotYetConnectedException;
import org.qgate.transport.EventBackend;

/** The readiness interface in use, and the channels that go with it. */
enum Backend {
    EPOLL("epoll"),
    NIO("nio");

    private final String label;

    Backend(String label) {
        this.label = label;
    }

    static Backend choose(EventBackend wanted) {
        return switch (wanted) {
            case AUTO -> Epoll.isAvailable() ? EPOLL : NIO;
            case NIO -> NIO;
            case EPOLL -> {
                Epoll.ensureAvailability();
                yield EPOLL;
            }
        };
    }

    String label() {
        return label;
    }

    IoHandlerFactory ioHandlers() {
        return this == EPOLL ? RearmingEpoll.factory() : NioIoHandler.newFactory();
    }

    SocketChannel socket() {
        return this == EPOLL ? new EpollSocketChannel() : new NioSocketChannel();
    }

    ServerSocketChannel serverSocket() {
        return this == EPOLL ? new EpollServerSocketChannel() : new NioServerSocketChannel();
    }

    DatagramChannel datagram() {
        return this == EPOLL ? new EpollDatagramChannel() : new NioDatagramChannel();
    }

    /**
     * Ends the sending half of a connection that has nothing left to send. Netty's own way makes an exception with its
     * stack for writes that might still come; there are none, and it was a tenth of what an exit did for a small request.
     */
    ChannelFuture shutdownOutput(DuplexChannel channel) {
        if (channel instanceof EpollSocketChannel epoll && epoll.fd() instanceof Socket socket) {
            try {
                socket.shutdown(false, true);
                return channel.newSucceededFuture();
            } catch (IOException | NotYetConnectedException failed) {
                return channel.newFailedFuture(failed);
            }
        }
        return channel.shutdownOutput();
    }

    /** Lets the kernel choose the source port at connect, so that one source address serves many targets. */
    void bindAddressOnly(SocketChannel channel) {
        if (this == EPOLL) {
            channel.config().setOption(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
        }
    }
}
