package org.qgate.sandbox.wire;

import java.nio.ByteBuffer;

/** Where frames go, each whole and in order. Thread-safe. */
interface Out {
    /**
     * Sends a frame, or keeps it until it can be sent; waits while much is kept.
     *
     * @param endNs until when, as {@link System#nanoTime} has it
     * @return false when it was not taken in time, or the calling thread was interrupted, which it stays
     */
    boolean send(ByteBuffer frame, long endNs);

    /** Sends a small frame without waiting. */
    void sendNow(ByteBuffer frame);

    /** Something was done that may let more be read. */
    void wake();

    /** Ends both directions. Idempotent. */
    void close();
}
