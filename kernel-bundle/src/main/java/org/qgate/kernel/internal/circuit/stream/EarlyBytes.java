package org.qgate.kernel.internal.circuit.stream;

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

    private static final byte[] NOTHING = {};
    private static final int PIECE = 64 * 1024;

    private final CellWorks works;
    private final Edge edge;
    private byte[] bytes = NOTHING;
    private int length;
    private long sinceNs;

    EarlyBytes(CellWorks works, Edge edge) {
        this.works = works;
        this.edge = edge;
    }

    void add(byte[] buffer, int offset, int count) {
        if (count == 0) {
            return;
        }
        if (length == 0) {
            sinceNs = works.env().clock().monoNs();
        }
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
        System.arraycopy(buffer, offset, bytes, length, count);
        length += count;
        works.memory().add(this, count);
    }

    void drainTo(Taker taker) {
        byte[] all = bytes;
        int count = length;
        clear();
        for (int at = 0; at < count; at += PIECE) {
            taker.take(all, at, Math.min(PIECE, count - at));
        }
    }

    int length() {
        return length;
    }

    byte[] first(int count) {
        return Arrays.copyOf(bytes, count);
    }

    void drop(int count) {
        System.arraycopy(bytes, count, bytes, 0, length - count);
        length -= count;
        works.memory().remove(this, count, length);
    }

    void clear() {
        if (length > 0) {
            int count = length;
            bytes = NOTHING;
            length = 0;
            works.memory().remove(this, count, 0);
        }
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
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
