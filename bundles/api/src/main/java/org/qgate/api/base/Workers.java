package org.qgate.api.base;

/** A bounded pool of threads for work that must not run on an event loop: public-key operations, disk. Thread-safe. */
public interface Workers extends AutoCloseable {
    /**
     * Queues a task.
     *
     * @return false when the queue is full or the pool closed: nothing was queued. The caller answers "busy"
     */
    boolean offer(Runnable task);

    /** Returns how many tasks wait. */
    int queued();

    /** Drops what waits, interrupts what runs, waits at most two seconds. */
    @Override
    void close();
}
