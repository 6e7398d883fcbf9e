package org.qgate.gate.internal.process;

import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** One process of an extender, as long as it lives and afterwards. Thread-safe. */
public interface Child {
    /**
     * Returns the connection, which whoever launched the process gives away: it is closed by who reads it, and that ends
     * the process.
     */
    SocketChannel channel();

    /** Returns what its HELLO has to begin with: as many bytes as were drawn for this process alone. */
    byte[] token();

    /** Returns its number as this machine knows it; 0 when it is no process. */
    long pid();

    /** Completes, on any thread, with a sentence for the extender's log when the process has ended and nothing is left. */
    CompletionStage<String> ended();

    /** Stops all its threads until {@link #resume}. Idempotent. */
    void pause();

    /** Lets its threads go on. Idempotent. */
    void resume();

    /**
     * Counts processor time that the node uses on its behalf against its share.
     *
     * @param cpuNs how much that was so far, in nanoseconds; quick
     */
    default void charge(LongSupplier cpuNs) {}

    /** It has started: from now on it has its share of the processor, and no more for having to begin. */
    default void begun() {}

    /** Returns the processor time that it has used, in nanoseconds, as it was seen last. */
    default long cpuNs() {
        return 0;
    }

    /** Kills it, without waiting for the end. Idempotent. */
    void kill();
}
