package org.qgate.kernel.internal.circuit.leg;

import java.util.ArrayList;
import java.util.List;

/** Sealed cells of one leg in order. */
final class CellQueue {
    private QueuedCell first;
    private QueuedCell last;
    private long bytes;

    boolean isEmpty() {
        return first == null;
    }

    long bytes() {
        return bytes;
    }

    long oldestNs() {
        return first.sinceNs;
    }

    void add(QueuedCell cell) {
        if (first == null) {
            first = cell;
        } else {
            last.next = cell;
        }
        last = cell;
        bytes += cell.bytes.length;
    }

    QueuedCell poll() {
        QueuedCell cell = first;
        first = cell.next;
        cell.next = null;
        bytes -= cell.bytes.length;
        return cell;
    }

    /** Returns copies of all cells, headers included. */
    List<byte[]> copies() {
        List<byte[]> copies = new ArrayList<>();
        for (QueuedCell cell = first; cell != null; cell = cell.next) {
            copies.add(cell.bytes.clone());
        }
        return copies;
    }
}
