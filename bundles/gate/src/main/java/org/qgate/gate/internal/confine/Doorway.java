package org.qgate.gate.internal.confine;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import jdk.net.ExtendedSocketOptions;

/** The socket at which one process is awaited; it lets one in, of this node's own user, and is gone then. */
final class Doorway implements AutoCloseable {
    private final Path path;
    private final ServerSocketChannel listener;
    private final Selector selector;

    private Doorway(Path path, ServerSocketChannel listener, Selector selector) {
        this.path = path;
        this.listener = listener;
        this.selector = selector;
    }

    static Doorway open(Path path) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listener.bind(UnixDomainSocketAddress.of(path), 1);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            listener.configureBlocking(false);
            Selector selector = Selector.open();
            listener.register(selector, SelectionKey.OP_ACCEPT);
            return new Doorway(path, listener, selector);
        } catch (IOException refused) {
            listener.close();
            throw refused;
        }
    }

    Path path() {
        return path;
    }

    /**
     * Waits for the process.
     *
     * @param hopeless says that nobody will come any more; {@link #wake} makes it be asked
     * @return nothing when nobody came in time
     */
    Optional<SocketChannel> await(long untilNs, BooleanSupplier hopeless) throws IOException {
        while (!hopeless.getAsBoolean()) {
            long leftMs = TimeUnit.NANOSECONDS.toMillis(untilNs - System.nanoTime());
            if (leftMs <= 0 || Thread.currentThread().isInterrupted()) {
                break;
            }
            selector.select(leftMs);
            SocketChannel comer = listener.accept();
            if (comer != null && ours(comer)) {
                return Optional.of(comer);
            }
        }
        return Optional.empty();
    }

    /** The kernel says who is at the other end: SO_PEERCRED of {@code unix(7)}. */
    private boolean ours(SocketChannel comer) throws IOException {
        boolean ours =
                comer.getOption(ExtendedSocketOptions.SO_PEERCRED).user().equals(Files.getOwner(path.getParent()));
        if (!ours) {
            comer.close();
        }
        return ours;
    }

    /** Lets {@link #await} look at once. */
    void wake() {
        selector.wakeup();
    }

    @Override
    public void close() throws IOException {
        selector.close();
        listener.close();
        Files.deleteIfExists(path);
    }
}
