package org.qgate.sandbox.wire;

/** One call of the other end that is served; an interrupt that is meant for it hits nothing that its thread does later. */
final class Job {
    private final String name;
    private final long endNs;
    private final int bytes;
    private Thread thread;
    private boolean cancelled;
    private boolean ended;

    /** @param bytes that it holds until it ends */
    Job(String name, long endNs, int bytes) {
        this.name = name;
        this.endNs = endNs;
        this.bytes = bytes;
    }

    String name() {
        return name;
    }

    long endNs() {
        return endNs;
    }

    int bytes() {
        return bytes;
    }

    /** The calling thread serves it from now on. */
    synchronized void begin() {
        thread = Thread.currentThread();
        if (cancelled) {
            thread.interrupt();
        }
    }

    /** It was served; whatever interrupt came for it is gone. */
    synchronized void end() {
        thread = null;
        ended = true;
        Thread.interrupted();
    }

    /** Interrupts it, once. */
    synchronized void cancel() {
        if (!cancelled && !ended) {
            cancelled = true;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    void look(long nowNs) {
        if (nowNs - endNs >= 0) {
            cancel();
        }
    }
}
