package org.qgate.api.base;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.qgate.api.error.ErrorCode;
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

    /**
     * Asks a provider, and the one in its place once when it left meanwhile: one that is leaving refuses everything with a
     * code of its own, and what is refused with it did not happen. Waits for a provider: never on an event loop.
     *
     * @param leaving the code that says so
     * @param atMost how long to wait for each
     * @throws QGateException as the call does; QG-BAS-0007 when nobody came
     */
    default <R> R ask(ErrorCode leaving, Duration atMost, Function<? super T, R> call) {
        T asked = await(atMost);
        try {
            return call.apply(asked);
        } catch (QGateException refused) {
            if (refused.code() != leaving || now().filter(each -> each == asked).isPresent()) {
                throw refused;
            }
            return call.apply(await(atMost));
        }
    }
}
