package org.qgate.kernel.internal.circuit.stream;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.qgate.kernel.internal.circuit.cell.DestroyReason;
import org.qgate.kernel.internal.circuit.leg.CellWorks;
import org.qgate.kernel.internal.circuit.leg.Holder;

/** What came on a stream before there was a port to write it to. At most the stream's credit. */
final class EarlyBytes extends Holder {
    /** Takes bytes. */
    interface Taker {
        void take(byte[] bytes, int offset, int length);
    }

    private final CellWorks works;
    private final Edge edge;
    private final ArrayDeque<byte[]> pieces = new ArrayDeque<>(0);
    private long bytes;
    private long sinceNs;

    EarlyBytes(CellWorks works, Edge edge) {
        this.works = works;
        this.edge = edge;
    }

    void add(byte[] buffer, int offset, int length) {
        if (length == 0) {
            return;
        }
        if (pieces.isEmpty()) {
            sinceNs = works.env().clock().monoNs();
        }
        pieces.add(Arrays.copyOfRange(buffer, offset, offset + length));
        bytes += length;
        works.memory().add(this, length);
    }

    void drainTo(Taker taker) {
        while (!pieces.isEmpty()) {
            byte[] piece = pieces.poll();
            bytes -= piece.length;
            works.memory().remove(this, piece.length, bytes);
            taker.take(piece, 0, piece.length);
        }
    }

    void clear() {
        drainTo((piece, offset, length) -> Arrays.fill(piece, (byte) 0));
    }

    byte[] copy() {
        byte[] all = new byte[(int) bytes];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return all;
    }

    @Override
    protected long oldestNs() {
        return sinceNs;
    }

    @Override
    protected void evict() {
        edge.exceeded(DestroyReason.LIMIT);
    }
}
