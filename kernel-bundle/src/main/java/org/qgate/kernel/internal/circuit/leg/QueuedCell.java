package org.qgate.kernel.internal.circuit.leg;

import org.qgate.api.crypto.CellSize;

/** One sealed cell that waits for its link. Pooled. */
final class QueuedCell {
    final CellSize size;
    final byte[] bytes;
    long sinceNs;
    QueuedCell next;

    QueuedCell(CellSize size) {
        this.size = size;
        this.bytes = new byte[size.cell()];
    }
}
