package org.qgate.qrng.internal.source;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.qgate.api.base.Workers;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.SourceIdentity;

/** Asks an appliance what it is, over a connection of its own and on a thread that can be left behind. */
final class Interview implements Identity {
    private static final long WITHIN_MS = 4_500; // the contract says 5 s
    private static final int LARGEST = 1 << 16;

    private final String device;
    private final Exchange exchange;
    private final Workers workers;

    Interview(String device, Exchange exchange, Workers workers) {
        this.device = device;
        this.exchange = exchange;
        this.workers = workers;
    }

    @Override
    public SourceIdentity get() {
        CompletableFuture<SourceIdentity> answer = new CompletableFuture<>();
        if (!workers.offer(() -> ask(answer))) {
            throw new QGateException(QrngError.UNREADABLE, device + ": it is asked already, or closed");
        }
        try {
            return answer.get(WITHIN_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            end(exchange::drop); // else the next question would wait behind this one
            throw failed(QrngError.UNREADABLE, new LateException("no answer within " + WITHIN_MS + " ms", null));
        } catch (ExecutionException broken) {
            boolean nonsense = broken.getCause() instanceof NonsenseException;
            throw failed(nonsense ? QrngError.NONSENSE : QrngError.UNREADABLE, broken.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw failed(QrngError.UNREADABLE, stop);
        }
    }

    private QGateException failed(QrngError code, Throwable why) {
        return new QGateException(code, device + ": " + Quoted.of(String.valueOf(why.getMessage())), why);
    }

    private void ask(CompletableFuture<SourceIdentity> answer) {
        try {
            answer.complete(Identities.of(text("systeminfo"), text("firmwareinfo")));
        } catch (IOException | RuntimeException failed) {
            answer.completeExceptionally(failed);
        }
    }

    private String text(String what) throws IOException {
        byte[] body = exchange.get("/api/2.0/" + what, LARGEST, WITHIN_MS / 2)
                .successful(what)
                .body();
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        end(exchange);
    }

    private void end(Closeable what) {
        try {
            what.close();
        } catch (IOException failed) {
            throw failed(QrngError.UNREADABLE, failed);
        }
    }
}
