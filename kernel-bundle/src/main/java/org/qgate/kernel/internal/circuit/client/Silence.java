package org.qgate.kernel.internal.circuit.client;

/**
 * Whether a circuit on which something is overdue still lives. A slow destination is none of its business: the exit is
 * asked something that it answers at once, and only when nothing at all comes back is the circuit given up.
 */
final class Silence {
    /** Overdue: a circuit's round trip takes a fraction of this, though a destination may take longer. */
    private static final long OVERDUE_NS = 2_000_000_000L;

    /** Since it was asked; [PAD-4] is slower, since the end of a link costs more than a way round. */
    private static final long LOST_NS = 3_000_000_000L;

    private long cellsSeen = -1;
    private long heardNs;
    private boolean asked;
    private long askedNs;

    /**
     * Looks at a circuit; about every second.
     *
     * @param overdueNs since when the oldest stream waits for its answer
     * @return whether the circuit has to be given up
     */
    boolean lost(ClientCircuit circuit, long overdueNs, long nowNs) {
        if (circuit.cellsReceived() != cellsSeen) {
            cellsSeen = circuit.cellsReceived();
            heardNs = nowNs;
            asked = false;
        }
        if (asked) {
            return nowNs - askedNs >= LOST_NS;
        }
        if (nowNs - overdueNs >= OVERDUE_NS && nowNs - heardNs >= OVERDUE_NS) {
            asked = true;
            askedNs = nowNs;
            circuit.edge().ask();
            circuit.leg().neighbour().link().doubted();
        }
        return false;
    }
}
