package org.qgate.kernel.internal.circuit.congestion;

import org.qgate.api.crypto.CellSize;

/** Counts arriving cells that carry stream bytes, and says which must be acknowledged ([FLOW-2]). */
public final class ReceiveCount {
    private final int cellsPerSendme;
    private int cells;

    /** Makes one at zero. */
    public ReceiveCount(CellSize size) {
        cellsPerSendme = Acknowledgement.cells(size);
    }

    /** A counted cell came. Returns whether a SENDME with its tag is due. */
    public boolean due() {
        cells++;
        if (cells < cellsPerSendme) {
            return false;
        }
        cells = 0;
        return true;
    }

    /** Returns the whole state. */
    public long freeze() {
        return cells;
    }

    /** Takes up what {@link #freeze} returned. */
    public void thaw(long state) {
        cells = (int) state;
    }
}
