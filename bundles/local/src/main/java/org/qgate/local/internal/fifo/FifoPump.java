package org.qgate.local.internal.fifo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.qgate.api.error.QGateException;
import org.qgate.api.local.ByteFeed;

/**
 * Fills the pipe from whoever feeds at that moment, a little at a time: with nobody reading it stands still after what the pipe
 * itself holds (64 KiB) and one piece. It holds the pipe open itself, so that readers wait and see no end while the feeding
 * bundle is replaced. Run it on a thread of its own.
 */
public final class FifoPump implements Runnable, AutoCloseable {
    /** What is asked for at once; a pipe takes it whole or not. */
    static final int PIECE = 4096;

    private static final long PATIENCE_MS = 2_000;
    private static final long PAUSE_MS = 200;

    private final FileChannel pipe;
    private final Supplier<Optional<ByteFeed>> feed;
    private final AtomicLong bytes = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile String failure = "";

    private FifoPump(FileChannel pipe, Supplier<Optional<ByteFeed>> feed) {
        this.pipe = pipe;
        this.feed = feed;
    }

    /**
     * Opens the pipe, making it if it is not there.
     *
     * @throws IOException which says what is wrong, for people
     */
    public static FifoPump open(FifoSettings settings, Supplier<Optional<ByteFeed>> feed) throws IOException {
        return new FifoPump(FifoFile.open(settings), feed);
    }

    @Override
    public void run() {
        try {
            while (!isClosed()) {
                Optional<byte[]> piece = next();
                if (piece.isPresent()) {
                    write(piece.get());
                } else {
                    closed.await(PAUSE_MS, TimeUnit.MILLISECONDS);
                }
            }
        } catch (ClosedChannelException | InterruptedException closing) {
            closed.countDown();
        } catch (IOException broken) {
            failure = "the pipe cannot be written: " + broken.getMessage();
        }
    }

    /** A feed that has nothing, or leaves, is asked again after a pause. */
    private Optional<byte[]> next() {
        try {
            return feed.get().map(each -> each.next(PIECE, PATIENCE_MS));
        } catch (QGateException notNow) {
            return Optional.empty();
        }
    }

    private void write(byte[] piece) throws IOException {
        try {
            ByteBuffer out = ByteBuffer.wrap(piece);
            while (out.hasRemaining()) {
                bytes.addAndGet(pipe.write(out));
            }
        } finally {
            Arrays.fill(piece, (byte) 0);
        }
    }

    /** Returns how many bytes went into the pipe. */
    public long bytes() {
        return bytes.get();
    }

    /** Returns why it does not go on; empty while it does. */
    public String failure() {
        return failure;
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Ends a write that waits for a reader, too. The pipe's file stays. */
    @Override
    public void close() throws IOException {
        closed.countDown();
        pipe.close();
    }
}
