package org.qgate.qrng.internal;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;

/**
 * Holds what works while this version is in office and the store is open, and lets callers wait for it. {@link #settle}
 * one call at a time; the rest thread-safe.
 */
final class Tenure<W extends AutoCloseable> {
    private static final String HEALTH = "qrng";

    private final Supplier<W> maker;
    private final Health health;
    private final Object closing = new Object();
    private W works;
    private boolean refusing;
    private boolean ended;
    private String said = "";

    /**
     * Makes one where nothing works yet.
     *
     * @param maker of what works; may block, and may fail: it is asked again at the next {@link #settle}
     */
    Tenure(Supplier<W> maker, Health health) {
        this.maker = maker;
        this.health = health;
    }

    /** Begins or ends work, as wanted. Blocking. */
    void settle(boolean wanted) {
        try {
            if (wanted && now().isEmpty()) {
                begin(maker.get());
                said = "";
                health.forget(HEALTH);
            } else if (!wanted) {
                stop();
            }
        } catch (QGateException failed) {
            complain(failed);
        }
    }

    private void begin(W made) {
        boolean late;
        synchronized (this) {
            late = ended;
            if (!late) {
                works = made;
                notifyAll();
            }
        }
        if (late) {
            Closing.close(made);
        }
    }

    /** Ends work; nothing of it goes on once this returns, whoever else ends it at the same time. */
    void stop() {
        synchronized (closing) {
            W stopped;
            synchronized (this) {
                stopped = works;
                works = null;
            }
            if (stopped != null) {
                Closing.close(stopped);
            }
        }
    }

    /** Ends for good. */
    void end() {
        synchronized (this) {
            ended = true;
            notifyAll();
        }
        stop();
    }

    /** Gives nothing to callers any more: another one will. */
    synchronized void refuse() {
        refusing = true;
        notifyAll();
    }

    /** Returns what works, also while callers get nothing. */
    synchronized Optional<W> now() {
        return Optional.ofNullable(works);
    }

    /**
     * Returns what works; waits for it.
     *
     * @throws QGateException QG-QRN-0008 when nothing worked in time, or another version is about to
     */
    synchronized W await(long atMostMs) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMs);
        try {
            long left = atMostMs;
            while (works == null && !refusing && !ended && left > 0) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        if (works == null || refusing) {
            throw new QGateException(QrngError.NOT_READY, why(atMostMs));
        }
        return works;
    }

    private String why(long atMostMs) {
        return refusing || ended
                ? "another version takes over"
                : "the vault is locked, or the store or the cryptography did not come within " + atMostMs + " ms";
    }

    private void complain(QGateException why) {
        if (!said.equals(why.getMessage())) {
            said = why.getMessage();
            health.report(new HealthReport(
                    HEALTH,
                    HealthState.TEMPORARILY_UNAVAILABLE,
                    why.codeId(),
                    why.getMessage(),
                    why.code().advice()));
        }
    }
}
