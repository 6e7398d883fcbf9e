package org.qgate.qrng.internal.source;

import java.util.function.Supplier;
import org.qgate.api.qrng.SourceIdentity;

/** Where a device's identity is asked for, each time anew. */
@FunctionalInterface
interface Identity extends Supplier<SourceIdentity>, AutoCloseable {
    /** Ends what waits. */
    @Override
    default void close() {
        // files end by themselves
    }
}
