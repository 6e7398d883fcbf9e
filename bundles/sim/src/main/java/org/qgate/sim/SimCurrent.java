package org.qgate.sim;

import java.time.Duration;
import java.util.Optional;
import org.qgate.api.base.Current;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;

/** A cell that never blocks: on one thread nobody could fill it meanwhile. */
final class SimCurrent<T> implements Current<T> {
    private final Class<T> type;
    private T provider;

    private SimCurrent(Class<T> type) {
        this.type = type;
    }

    static <T> Current<T> cell(Class<T> type) {
        return new SimCurrent<>(type);
    }

    @Override
    public void set(T next) {
        provider = next;
    }

    @Override
    public void clear(T gone) {
        if (provider == gone) {
            provider = null;
        }
    }

    @Override
    public Optional<T> now() {
        return Optional.ofNullable(provider);
    }

    @Override
    public T await(Duration atMost) {
        return now().orElseThrow(
                        () -> new QGateException(BaseError.SERVICE_ABSENT, type.getSimpleName() + " is not available"));
    }
}
