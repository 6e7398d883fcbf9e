package org.qgate.kernel.internal.circuit.leg;

/** Holds bytes that count against the node's bound, and can be made to let go. */
public abstract class Holder {
    int slot = -1;

    /** Returns since when its oldest byte waits, monotonic. */
    protected abstract long oldestNs();

    /** Lets go of all its bytes by ending its circuit. */
    protected abstract void evict();
}
