package org.qgate.base.internal.swap;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.qgate.api.transport.Gate;

/**
 * Runs one step of a hand-over on a thread of its own that stands for the event loop, for a bounded time. A step that
 * hangs is left behind: its thread may touch no port any more.
 */
final class StepThread {
    private final ThreadFactory threads;
    private final Gate.Hold hold;

    StepThread(ThreadFactory threads, Gate.Hold hold) {
        this.threads = threads;
        this.hold = hold;
    }

    /** A step that may fail. */
    interface Step<T> {
        T run() throws Exception;
    }

    /** What a step did not do. */
    static final class StepFailed extends Exception {
        private static final long serialVersionUID = 1;

        StepFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    <T> T run(String what, long atMostMs, Step<T> step) throws StepFailed {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = threads.newThread(() -> {
            try {
                result.complete(step.run());
            } catch (Throwable failed) { // whatever it is: who waits must hear of it
                result.completeExceptionally(failed);
            }
        });
        hold.lend(thread);
        thread.start();
        try {
            return result.get(atMostMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException hangs) {
            thread.interrupt();
            throw new StepFailed(what + " did not end within " + atMostMs + " ms", hangs);
        } catch (ExecutionException failed) {
            throw new StepFailed(what + ": " + failed.getCause(), failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new StepFailed(what + " was interrupted", stopping);
        } finally {
            hold.lend(null);
        }
    }
}
