package org.qgate.kernel.internal.node;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.QGateException;

/** Asks the event loop from other threads and waits, bounded. */
final class LoopCalls {
    private static final long ANSWER_MS = 5_000;
    private final Consumer<Runnable> loop;

    LoopCalls(Consumer<Runnable> loop) {
        this.loop = loop;
    }

    /** Runs a question on the loop and returns its answer. */
    <T> T ask(Callable<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.accept(() -> {
            try {
                answer.complete(question.call());
            } catch (Exception failure) { // handed to the one who asked
                answer.completeExceptionally(failure);
            }
        });
        return await(answer, ANSWER_MS);
    }

    /** Runs a task on the loop and waits until it is done. */
    void tell(Runnable task) {
        ask(() -> {
            task.run();
            return null;
        });
    }

    /** Waits for an answer that the loop gives later. */
    <T> T await(CompletableFuture<T> answer, long atMostMs) {
        try {
            return answer.get(atMostMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new QGateException(KernelError.TIMEOUT, "no answer within " + atMostMs + " ms", late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new QGateException(KernelError.TIMEOUT, "interrupted while waiting", stopped);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof QGateException known) {
                throw known;
            }
            throw new QGateException(KernelError.PROTOCOL, "internal failure: " + failed.getCause(), failed.getCause());
        }
    }
}
