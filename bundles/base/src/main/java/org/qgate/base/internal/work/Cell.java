package org.qgate.base.internal.work;

import java.time.Duration;
import java.util.Optional;
import org.qgate.api.base.Current;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;

/** Holds the current provider of one service type. Thread-safe; {@link #now()} takes no lock. */
final class Cell<T> implements Current<T> {
    private final String type;
    private final Object change = new Object();
    private volatile T provider;

    Cell(Class<T> type) {
        this.type = type.getSimpleName();
    }

    @Override
    public void set(T next) {
        synchronized (change) {
            provider = next;
            change.notifyAll();
        }
    }

    @Override
    public void clear(T gone) {
        synchronized (change) {
            if (provider == gone) {
                provider = null;
            }
        }
    }

    @Override
    public Optional<T> now() {
        return Optional.ofNullable(provider);
    }

    @Override
    public T await(Duration atMost) {
        T present = provider;
        return present != null ? present : awaitChange(System.nanoTime() + atMost.toNanos(), atMost);
    }

    private T awaitChange(long end, Duration atMost) {
        synchronized (change) {
            while (provider == null) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw new QGateException(BaseError.SERVICE_ABSENT, type + " did not come within " + atMost);
                }
                try {
                    change.wait(left / 1_000_000, (int) (left % 1_000_000));
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                    throw new QGateException(BaseError.SERVICE_ABSENT, type + ": interrupted while waiting", stop);
                }
            }
            return provider;
        }
    }
}
