package org.qgate.kernel.internal.circuit.congestion;

import org.qgate.api.crypto.CellSize;

/** How many counted cells one SENDME acknowledges ([FLOW-2]): both ends count alike. */
public final class Acknowledgement {
    /** Bytes of a tag. */
    public static final int TAG = 16;

    private static final int LARGE_CELLS = 16;
    private static final int SMALL_CELLS = 128;

    private Acknowledgement() {}

    /** Returns the cells of one SENDME: 64 KiB of either size. */
    public static int cells(CellSize size) {
        return size == CellSize.LARGE ? LARGE_CELLS : SMALL_CELLS;
    }
}
