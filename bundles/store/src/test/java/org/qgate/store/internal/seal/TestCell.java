package org.qgate.store.internal.seal;

import java.time.Duration;
import java.util.Optional;
import org.qgate.api.base.Current;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;

/** A cell that a test fills, from any thread. */
public final class TestCell<T> implements Current<T> {
    private T provider;

    @Override
    public synchronized void set(T next) {
        provider = next;
        notifyAll();
    }

    @Override
    public synchronized void clear(T gone) {
        provider = provider == gone ? null : provider;
    }

    @Override
    public synchronized Optional<T> now() {
        return Optional.ofNullable(provider);
    }

    @Override
    public synchronized T await(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        try {
            while (provider == null) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw new QGateException(BaseError.SERVICE_ABSENT, "nobody came within " + atMost);
                }
                wait(left / 1_000_000, (int) (left % 1_000_000));
            }
            return provider;
        } catch (InterruptedException stop) {
            throw new QGateException(BaseError.SERVICE_ABSENT, "interrupted", stop);
        }
    }
}
