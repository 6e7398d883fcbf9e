package org.qgate.bench.engine;

import java.time.Duration;
import java.util.Optional;
import org.qgate.api.base.Current;

/** A service that is always there: nobody replaces it here. */
record Only<T>(T provider) implements Current<T> {
    @Override
    public void set(T other) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void clear(T gone) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<T> now() {
        return Optional.of(provider);
    }

    @Override
    public T await(Duration atMost) {
        return provider;
    }
}
