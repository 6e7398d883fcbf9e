package org.qgate.kernel.internal.circuit.leg;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The bound on bytes that wait in this node, over all queues ([SCHED-4]). Past it the circuit whose oldest data waits
 * longest is ended, as often as needed: that is the one that whoever floods the node cannot spare.
 */
public final class CellMemory {
    private final LongSupplier capBytes;
    private final List<Holder> holders = new ArrayList<>();
    private long bytes;
    private boolean evicting;
    private boolean stopped;

    CellMemory(LongSupplier capBytes) {
        this.capBytes = capBytes;
    }

    /** Returns bytes held. */
    public long bytes() {
        return bytes;
    }

    /** A holder takes bytes. It may be told to evict itself during this call. */
    public void add(Holder holder, long amount) {
        if (holder.slot < 0) {
            holder.slot = holders.size();
            holders.add(holder);
        }
        bytes += amount;
        if (bytes > capBytes.getAsLong() && !evicting && !stopped) {
            evict();
        }
    }

    /** Ends no circuit any more: a hand-over exports them all, and whoever takes them over looks after the bound. */
    void stop() {
        stopped = true;
    }

    /** The bound holds again. */
    void resume() {
        stopped = false;
        if (bytes > capBytes.getAsLong()) {
            evict();
        }
    }

    /** A holder let bytes go; {@code left} are still there. */
    public void remove(Holder holder, long amount, long left) {
        bytes -= amount;
        if (left == 0 && holder.slot >= 0) {
            Holder last = holders.remove(holders.size() - 1);
            if (last != holder) {
                holders.set(holder.slot, last);
                last.slot = holder.slot;
            }
            holder.slot = -1;
        }
    }

    private void evict() {
        evicting = true;
        try {
            while (bytes > capBytes.getAsLong() && !holders.isEmpty()) {
                Holder oldest = oldest();
                oldest.evict();
                if (oldest.slot >= 0) {
                    throw new IllegalStateException("an evicted circuit still holds bytes");
                }
            }
        } finally {
            evicting = false;
        }
    }

    private Holder oldest() {
        Holder oldest = holders.get(0);
        for (Holder holder : holders) {
            if (holder.oldestNs() - oldest.oldestNs() < 0) {
                oldest = holder;
            }
        }
        return oldest;
    }
}
