package org.qgate.base.internal.swap;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Runs steps on a thread of their own for a bounded time. A step that hangs is interrupted and left behind. */
final class StepThread {
    private final ThreadFactory threads;
    private final Consumer<Thread> lend;

    /** Makes a runner of steps that touch no port. */
    StepThread(ThreadFactory threads) {
        this(threads, thread -> {});
    }

    /** Makes a runner whose threads stand for the event loop, one at a time: one left behind may touch no port any more. */
    StepThread(ThreadFactory threads, Consumer<Thread> lend) {
        this.threads = threads;
        this.lend = lend;
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
        lend.accept(thread);
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
            lend.accept(null);
        }
    }
}
