package org.qgate.sandbox.wire;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Two ends of a real socket, of which tests make what they need. */
final class Ends implements AutoCloseable {
    static final long LONG_MS = 60_000;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(1);

    final SocketChannel near;
    final SocketChannel far;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    Ends(Path folder) throws IOException {
        Path path = folder.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            far = SocketChannel.open(UnixDomainSocketAddress.of(path));
            near = server.accept();
        } finally {
            Files.deleteIfExists(path);
        }
    }

    /** A line and how it ended. */
    record End(Line line, CompletableFuture<Line.Ended> ended) {
        Line.Ended await() throws Exception {
            return ended.get(LONG_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** Runs a line over one of the channels. */
    End line(SocketChannel over, Server server) throws IOException {
        CompletableFuture<Line.Ended> ended = new CompletableFuture<>();
        Pump pump = Pump.over(over, server, this::offer, ended::complete, PATIENCE_NS);
        threads.execute(pump::run);
        return new End(pump.line(), ended);
    }

    private boolean offer(Runnable work) {
        threads.execute(work);
        return true;
    }

    /** Runs something beside the test. */
    <T> CompletableFuture<T> beside(Callable<T> what) {
        CompletableFuture<T> done = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                done.complete(what.call());
            } catch (Throwable thrown) {
                done.completeExceptionally(thrown);
            }
        });
        return done;
    }

    /** Sends bytes as they are, from the far end. */
    void send(ByteBuffer... all) throws IOException {
        for (ByteBuffer each : all) {
            while (each.hasRemaining()) {
                far.write(each);
            }
        }
    }

    @Override
    public void close() throws IOException {
        far.close();
        near.close();
        threads.shutdownNow();
    }
}
