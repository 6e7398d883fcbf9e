package org.qgate.kernel.internal.circuit.leg;

import org.qgate.api.crypto.CellSize;

/** Cells to queue, kept for reuse up to a bound. */
final class CellPool {
    private static final int KEPT = 512;

    private final QueuedCell[] free = new QueuedCell[CellSize.values().length];
    private final int[] count = new int[free.length];

    QueuedCell take(CellSize size) {
        int kind = size.ordinal();
        QueuedCell cell = free[kind];
        if (cell == null) {
            return new QueuedCell(size);
        }
        free[kind] = cell.next;
        count[kind]--;
        cell.next = null;
        return cell;
    }

    void give(QueuedCell cell) {
        int kind = cell.size.ordinal();
        if (count[kind] < KEPT) {
            cell.next = free[kind];
            free[kind] = cell;
            count[kind]++;
        }
    }
}
