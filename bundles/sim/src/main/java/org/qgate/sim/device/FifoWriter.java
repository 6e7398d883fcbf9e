package org.qgate.sim.device;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Keeps a FIFO full. Opened for reading too, so that it waits for no reader and outlives each. */
final class FifoWriter implements AutoCloseable {
    private static final int PIECE = 1 << 16;
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final FileChannel channel;
    private final Outlet outlet;
    private final BooleanSupplier silent;
    private final Thread thread = new Thread(this::run, "simulated-fifo");

    FifoWriter(Path path, Outlet outlet, BooleanSupplier silent) throws IOException {
        make(path);
        this.outlet = outlet;
        this.silent = silent;
        channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Java makes no FIFOs. */
    private static void make(Path path) throws IOException {
        Files.deleteIfExists(path);
        Process process = new ProcessBuilder(List.of("mkfifo", "-m", "600", path.toString()))
                .redirectErrorStream(true)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(
                        "mkfifo: " + new String(process.getInputStream().readAllBytes()));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        }
    }

    FifoWriter start() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void run() {
        byte[] piece = new byte[PIECE];
        try {
            while (channel.isOpen()) {
                if (silent.getAsBoolean()) {
                    LockSupport.parkNanos(PAUSE_NS);
                } else {
                    write(ByteBuffer.wrap(piece, 0, outlet.next(piece, PIECE)));
                }
            }
        } catch (ClosedChannelException closed) {
            // switched off
        } catch (IOException failed) {
            if (channel.isOpen()) {
                throw new java.io.UncheckedIOException(failed);
            }
        }
    }

    private void write(ByteBuffer piece) throws IOException {
        while (piece.hasRemaining()) {
            channel.write(piece);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
