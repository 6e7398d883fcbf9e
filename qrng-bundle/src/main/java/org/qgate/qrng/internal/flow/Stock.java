package org.qgate.qrng.internal.flow;

/** Where batches lie ready. Thread-safe. */
public interface Stock {
    /**
     * Takes a batch; waits while it is full.
     *
     * @return false when it stayed full: the caller keeps the batch
     */
    boolean offer(Batch batch, long atMostMs) throws InterruptedException;

    /**
     * Burns what lies ready of a device of this node, from a window on.
     *
     * @return how many bytes
     */
    long burn(String device, long fromWindow);
}
