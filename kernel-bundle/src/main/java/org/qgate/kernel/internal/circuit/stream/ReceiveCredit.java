package org.qgate.kernel.internal.circuit.stream;

import java.util.List;

/**
 * What the other end may still send on one stream ([STREAM-5]). Begins at 512 KiB and doubles while the local port
 * drains it fast, within the node's budget.
 */
final class ReceiveCredit {
    /** What every stream may send at first. */
    static final long INITIAL_BYTES = 512 * 1024;
    /** A quarter of the credit drained faster than this asks for more: at most two grants in a long round trip. */
    private static final long FAST_NS = 200_000_000;

    private final CreditBudget budget;
    private long size = INITIAL_BYTES;
    private long allowed = INITIAL_BYTES;
    private long lastGrantNs;

    ReceiveCredit(CreditBudget budget, long nowNs) {
        this.budget = budget;
        this.lastGrantNs = nowNs;
    }

    /** Bytes came. False when they were not allowed. */
    boolean take(int bytes) {
        allowed -= bytes;
        return allowed >= 0;
    }

    /** The local port drained all that came so far: returns what to grant now, 0 for nothing yet. */
    long grant(long capBytes, long nowNs) {
        long drained = size - allowed;
        if (drained < size / 4) {
            return 0;
        }
        boolean fast = nowNs - lastGrantNs < FAST_NS;
        long more = fast && 2 * size <= capBytes && budget.take(size) ? size : 0;
        long grant = drained + more;
        size += more;
        allowed += grant;
        lastGrantNs = nowNs;
        return grant;
    }

    long size() {
        return size;
    }

    void close() {
        budget.give(size - INITIAL_BYTES);
        size = INITIAL_BYTES;
    }

    List<Long> freeze() {
        return List.of(size, allowed);
    }

    void thaw(List<Long> state) {
        size = state.get(0);
        allowed = state.get(1);
        budget.take(size - INITIAL_BYTES);
    }
}
