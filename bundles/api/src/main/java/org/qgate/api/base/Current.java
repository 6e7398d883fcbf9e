package org.qgate.api.base;

import java.time.Duration;
import java.util.Optional;
import org.qgate.api.error.QGateException;

/**
 * A cell that holds the current provider of a swappable service. A Declarative Services component feeds it from dynamic
 * bind and unbind methods; whoever calls asks it each time and keeps nothing. Thread-safe.
 */
public interface Current<T> {
    /** A provider came; it replaces the one before. */
    void set(T provider);

    /** A provider went; ignored when another one has replaced it meanwhile. */
    void clear(T provider);

    /** Returns the provider of this moment; never blocks: for event loops. */
    Optional<T> now();

    /**
     * Waits for a provider.
     *
     * @throws QGateException QG-BAS-0007 when none came in time or the thread was interrupted
     */
    T await(Duration atMost);
}
