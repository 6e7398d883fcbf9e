package org.qgate.testnet.trial;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.qgate.testnet.Fetch;
import org.qgate.testnet.Socks5;
import org.qgate.testnet.TestnetException;

/** One download with credentials, and so a circuit, of its own; runs on a thread of its own. */
final class Download {
    private final String user;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private List<String> hops = List.of();

    /**
     * How it ended.
     *
     * @param sha256 of the whole body, or null when it failed
     * @param error why it failed, or null
     */
    record End(String sha256, String error, long atNs) {}

    private Download(String user) {
        this.user = user;
    }

    static Download start(String proxy, String user, int port) {
        Download download = new Download(user);
        Thread thread = new Thread(() -> download.run(new Socks5(proxy, user), port), "download-" + user);
        thread.setDaemon(true);
        thread.start();
        return download;
    }

    private void run(Socks5 proxy, int port) {
        try {
            Fetch all = Fetch.get(proxy, "127.0.0.1", port, "/", bytes -> begun.countDown());
            end.complete(new End(all.sha256(), null, System.nanoTime()));
        } catch (IOException failed) {
            end.complete(new End(null, String.valueOf(failed.getMessage()), System.nanoTime()));
        } finally {
            begun.countDown();
        }
    }

    String user() {
        return user;
    }

    /** Returns the node ids of its circuit. */
    List<String> hops() {
        return hops;
    }

    void hops(List<String> ids) {
        hops = ids;
    }

    /** Waits for the first bytes. */
    void awaitBegun(Duration atMost) {
        try {
            if (!begun.await(atMost.toMillis(), TimeUnit.MILLISECONDS) || end.isDone()) {
                throw new TestnetException("download " + user + " did not begin: " + end.getNow(null));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new TestnetException("interrupted");
        }
    }

    boolean isOver() {
        return end.isDone();
    }

    /** Waits for its end; one that does not end hangs, and that is an error. */
    End await(Duration atMost) {
        try {
            return end.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException hangs) {
            throw new TestnetException(
                    "download " + user + " over " + hops + " hangs for " + atMost.toSeconds() + " s");
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new TestnetException("interrupted");
        }
    }
}
