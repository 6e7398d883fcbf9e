package org.qgate.transport.internal;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;

/**
 * One end of a connection inside the process, behaving as a socket does to all that stands on it: halves that close one
 * by one, resets, and a writer that waits for its reader. Buffers change hands uncopied, and only when the reading end
 * reads: what waits, waits with the writer. Loop only.
 */
final class PairEnd extends AbstractChannel implements DuplexChannel {
    private static final ChannelMetadata METADATA = new ChannelMetadata(false);
    private static final InetSocketAddress NOWHERE =
            Addresses.toSocket(new Endpoint(IpAddress.parse("0.0.0.0").orElseThrow(), 0));

    private final ChannelConfig config = new Options(this);
    private BooleanSupplier mayRead = () -> true;
    private PairEnd other;
    private boolean open = true;
    private boolean inputOver;
    private boolean outputOver;
    private boolean abortive;
    private boolean offering;
    private boolean reset;
    private boolean waking;

    private PairEnd() {
        super(null);
    }

    /** Returns one end of a new connection; the other one is {@link #other()}. */
    static PairEnd pair() {
        PairEnd one = new PairEnd();
        one.other = new PairEnd();
        one.other.other = one;
        return one;
    }

    PairEnd other() {
        return other;
    }

    /** Asks before each buffer is taken from the other end. */
    void readsWhile(BooleanSupplier condition) {
        mayRead = condition;
    }

    // ---- reading

    @Override
    protected void doBeginRead() {
        wakeIfReadable();
    }

    private void wakeIfReadable() {
        if (!waking && open && (reset || config.isAutoRead() && readable())) {
            waking = true;
            // As a timer, not as a task: two ends that answer each other shall not keep the loop from its sockets.
            eventLoop().schedule(this::readOn, 0, TimeUnit.NANOSECONDS);
        }
    }

    private boolean readable() {
        return !inputOver && (other.outputOver || other.offered() != null);
    }

    private void readOn() {
        waking = false;
        if (!open) {
            return;
        }
        if (reset) {
            pipeline().fireExceptionCaught(new Reset());
        } else if (config.isAutoRead() && readable() && mayRead.getAsBoolean()) {
            ByteBuf next = other.offered();
            if (next != null) {
                next.retain();
                other.taken();
                pipeline().fireChannelRead(next);
                pipeline().fireChannelReadComplete(); // reads on by itself
            } else {
                inputOver = true;
                pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
            }
        }
    }

    /** Returns the next buffer for the other end, or null. */
    private ByteBuf offered() {
        ChannelOutboundBuffer buffer = unsafe().outboundBuffer();
        return buffer == null ? null : (ByteBuf) buffer.current();
    }

    private void taken() {
        ChannelOutboundBuffer buffer = unsafe().outboundBuffer();
        offering = buffer.size() > 1;
        buffer.remove(); // tells who wrote, which may flush more or close
    }

    // ---- writing

    @Override
    protected void doWrite(ChannelOutboundBuffer buffer) throws IOException {
        if (!other.open) {
            throw new Reset();
        }
        offering = true;
        other.wakeIfReadable();
    }

    @Override
    public ChannelFuture shutdownOutput(ChannelPromise promise) {
        outputOver = true;
        other.wakeIfReadable();
        return promise.setSuccess();
    }

    /** What was offered and not taken, either way, is lost: the other end learns that by a reset. */
    @Override
    protected void doClose() {
        open = false;
        outputOver = true;
        other.reset |= abortive || offering || other.offering;
        other.wakeIfReadable();
    }

    // ---- what a channel has to have

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isActive() {
        return open;
    }

    @Override
    public boolean isInputShutdown() {
        return inputOver;
    }

    @Override
    public boolean isOutputShutdown() {
        return outputOver;
    }

    @Override
    public boolean isShutdown() {
        return inputOver && outputOver;
    }

    @Override
    public ChannelFuture shutdownOutput() {
        return shutdownOutput(newPromise());
    }

    @Override
    public ChannelFuture shutdownInput() {
        return shutdownInput(newPromise());
    }

    @Override
    public ChannelFuture shutdownInput(ChannelPromise promise) {
        return promise.setFailure(new UnsupportedOperationException());
    }

    @Override
    public ChannelFuture shutdown() {
        return shutdownInput();
    }

    @Override
    public ChannelFuture shutdown(ChannelPromise promise) {
        return shutdownInput(promise);
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new AbstractUnsafe() {
            @Override
            public void connect(SocketAddress remote, SocketAddress local, ChannelPromise promise) {
                promise.setFailure(new UnsupportedOperationException());
            }
        };
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return true;
    }

    @Override
    protected SocketAddress localAddress0() {
        return NOWHERE;
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return NOWHERE;
    }

    @Override
    protected void doBind(SocketAddress address) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    /** As with a socket, closing is a reset when there is no time to linger. */
    private static final class Options extends DefaultChannelConfig {
        private final PairEnd end;

        Options(PairEnd end) {
            super(end);
            this.end = end;
        }

        @Override
        public <T> boolean setOption(ChannelOption<T> option, T value) {
            if (option != ChannelOption.SO_LINGER) {
                return super.setOption(option, value);
            }
            end.abortive = Integer.valueOf(0).equals(value);
            return true;
        }
    }

    /** The other end is gone, and not in order. Costs no stack trace. */
    private static final class Reset extends IOException {
        private static final long serialVersionUID = 1L;

        Reset() {
            super("connection reset by the other end");
        }

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }
}
