package org.qgate.kernel.internal.circuit.stream;

import java.util.function.LongSupplier;

/** Bounds what all streams of a node together may be allowed to send to it beyond their initial credit. */
public final class CreditBudget {
    private final LongSupplier capBytes;
    private long used;

    /** Makes an unused one. */
    public CreditBudget(LongSupplier capBytes) {
        this.capBytes = capBytes;
    }

    boolean take(long bytes) {
        if (used + bytes > capBytes.getAsLong()) {
            return false;
        }
        used += bytes;
        return true;
    }

    void give(long bytes) {
        used -= bytes;
    }
}
