package org.qgate.testnet.raw;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.qgate.api.crypto.Identity;

/** Many connections to one relay from many addresses, driven by the thread that calls {@link #pump}. Not thread-safe. */
public final class Crowd implements AutoCloseable {
    private static final int READ_BYTES = 1 << 16;
    private static final long TURN_MS = 10;

    private final Workbench bench;
    private final RelayTarget target;
    private final Selector selector;
    private final ByteBuffer input = ByteBuffer.allocate(READ_BYTES);

    /** Opens an empty crowd. */
    public Crowd(Workbench bench, RelayTarget target) throws IOException {
        this.bench = bench;
        this.target = target;
        selector = Selector.open();
    }

    /** Returns who is visited. */
    public RelayTarget target() {
        return target;
    }

    /** Begins a connection from a local address that will become a link of an anonymous client. */
    public Visitor link(String from) throws IOException {
        return link(from, null);
    }

    /** Begins a connection that will become a link of a client, or of a node with an identity. */
    public Visitor link(String from, Identity self) throws IOException {
        Visitor visitor = dial(from);
        visitor.speak(new RawLink(bench, target, self, visitor::send));
        return visitor;
    }

    /** Begins a connection on which only what the caller sends is sent. */
    public Visitor dial(String from) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.bind(new InetSocketAddress(from, 0));
        Visitor visitor = new Visitor(channel, input);
        boolean at = channel.connect(target.at());
        visitor.key(channel.register(selector, at ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, visitor));
        if (at) {
            visitor.connected();
        }
        return visitor;
    }

    /** Moves bytes until a condition holds; false when time is up before. */
    public boolean pump(BooleanSupplier until, Duration atMost) throws IOException {
        long endNs = System.nanoTime() + atMost.toNanos();
        while (!until.getAsBoolean()) {
            if (System.nanoTime() - endNs > 0) {
                return false;
            }
            selector.select(key -> ((Visitor) key.attachment()).ready(), TURN_MS);
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        selector.keys().forEach(key -> ((Visitor) key.attachment()).leave());
        selector.close();
    }
}
