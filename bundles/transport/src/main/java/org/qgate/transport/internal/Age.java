package org.qgate.transport.internal;

/**
 * How long the oldest byte of a queue has waited, by two numbers instead of a time for each byte: at least half of its
 * true age. Loop only.
 */
final class Age {
    private final Loop loop;
    private long sinceNs;
    private long then; // of all that waited at that time, so many bytes wait still

    Age(Loop loop) {
        this.loop = loop;
    }

    /** Bytes were taken from the front, or came; so many wait now. */
    void moved(long taken, long left) {
        then -= taken;
        if (then <= 0) {
            sinceNs = loop.clock().monoNs();
            then = left;
        }
    }

    /** Returns how long the oldest byte has waited; without meaning when none does. */
    long waitedNs(long nowNs) {
        return nowNs - sinceNs;
    }
}
