package org.qgate.base.internal.swap;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.UpdateError;

/** Runs what a new version does before the gate closes, for a bounded time. */
final class Patience {
    private Patience() {}

    /**
     * Runs a task on a thread of its own.
     *
     * @throws QGateException QG-UPD-0011 when it fails or does not end in time
     */
    static void run(ThreadFactory threads, String what, long atMostMs, Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = threads.newThread(() -> {
            try {
                task.run();
                done.complete(null);
            } catch (Throwable failed) { // whatever it is: who waits must hear of it
                done.completeExceptionally(failed);
            }
        });
        thread.start();
        try {
            done.get(atMostMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException hangs) {
            thread.interrupt();
            throw new QGateException(UpdateError.NOT_READY, what + " did not end within " + atMostMs + " ms", hangs);
        } catch (ExecutionException failed) {
            throw new QGateException(UpdateError.NOT_READY, what + ": " + failed.getCause(), failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new QGateException(UpdateError.NOT_READY, what + " was interrupted", stopping);
        }
    }
}
