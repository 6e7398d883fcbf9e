package org.qgate.testnet.trial;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.qgate.sim.TestBody;
import org.qgate.testnet.Fetch;
import org.qgate.testnet.Socks5;
import org.qgate.testnet.TestnetException;

/**
 * One download over one connection, read no faster than a rate until it is released, and never to its end before: so all
 * queues on its way are full, and it lasts as long as wanted.
 */
public final class PacedDownload {
    /** So much is left for the time after the release. */
    private static final long HELD_BACK = 4L << 20;

    private final long bytes;
    private final long bytesPerSecond;
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CompletableFuture<Fetch> end = new CompletableFuture<>();
    private volatile long arrived;
    private long startNs;

    private PacedDownload(long bytes, long bytesPerSecond) {
        this.bytes = bytes;
        this.bytesPerSecond = bytesPerSecond;
    }

    /** Begins a download of {@code /bytes/N}. */
    public static PacedDownload start(Socks5 proxy, int port, long bytes, long bytesPerSecond) {
        PacedDownload download = new PacedDownload(bytes, bytesPerSecond);
        Thread thread = new Thread(() -> download.run(proxy, port), "paced-download");
        thread.setDaemon(true);
        thread.start();
        return download;
    }

    private void run(Socks5 proxy, int port) {
        startNs = System.nanoTime();
        try {
            end.complete(Fetch.get(proxy, "127.0.0.1", port, "/bytes/" + bytes, this::pace));
        } catch (IOException | RuntimeException failed) {
            end.completeExceptionally(failed);
        } finally {
            begun.countDown();
        }
    }

    private void pace(long soFar) {
        arrived = soFar;
        begun.countDown();
        try {
            if (soFar >= bytes - HELD_BACK) {
                released.await();
                return;
            }
            long dueNs = startNs + soFar * 1_000_000 / bytesPerSecond * 1_000;
            released.await(dueNs - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new TestnetException("interrupted");
        }
    }

    /** Waits for the first bytes. */
    public void awaitBegun(Duration atMost) {
        try {
            if (!begun.await(atMost.toMillis(), TimeUnit.MILLISECONDS) || end.isDone()) {
                throw new TestnetException("the download did not begin: " + end);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new TestnetException("interrupted");
        }
    }

    /** Returns how many bytes came so far. */
    public long arrived() {
        return arrived;
    }

    /** Lets it flow as fast as it can. */
    public void release() {
        released.countDown();
    }

    /**
     * How it ended.
     *
     * @param whole whether everything came
     * @param right whether what came is what was sent, as far as it came
     * @param error why it ended before, or empty
     */
    public record End(boolean whole, boolean right, String error) {}

    /** Waits for its end; one that does not end hangs, and that is an error. */
    public End await(Duration atMost) {
        try {
            Fetch all = end.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return new End(true, TestBody.sha256(bytes).equals(all.sha256()), "");
        } catch (TimeoutException hangs) {
            throw new TestnetException("the download hangs after " + arrived + " of " + bytes + " bytes");
        } catch (ExecutionException failed) {
            return cutOff(failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new TestnetException("interrupted");
        }
    }

    private static End cutOff(Throwable cause) {
        boolean right = !(cause instanceof Fetch.CutOff some)
                || TestBody.sha256(some.bytes()).equals(some.sha256());
        return new End(false, right, String.valueOf(cause.getMessage()));
    }
}
