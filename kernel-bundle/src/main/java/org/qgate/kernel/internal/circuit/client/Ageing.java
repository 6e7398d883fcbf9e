package org.qgate.kernel.internal.circuit.client;

import java.util.List;
import org.qgate.kernel.internal.circuit.cell.DestroyReason;
import org.qgate.kernel.internal.circuit.settings.CircuitSettings;

/** Decides when a circuit takes no more streams and when it goes. Event loop only. */
final class Ageing {
    /** A clean circuit that nobody took is renewed after so long: its relays may be gone from the view. */
    private static final long CLEAN_MS = 1_800_000;

    /** Retires and closes what is due. */
    void age(List<ClientCircuit> circuits, long nowNs, CircuitSettings settings, boolean draining) {
        for (ClientCircuit circuit : circuits) {
            CircuitUse use = circuit.use();
            if (use.sinceFirstUseMs(nowNs) >= settings.rotateMs()) {
                circuit.retire();
            }
            boolean unused = circuit.building() == null && circuit.streams() == 0;
            long patience = draining ? 0 : use.isClean() ? CLEAN_MS : settings.idleMs();
            if (unused && (circuit.state() == ClientCircuit.State.RETIRED || use.idleMs(nowNs) >= patience)) {
                circuit.exceeded(DestroyReason.FINISHED);
            }
        }
    }

    /** Closes a circuit to new streams, and altogether when it has none. */
    static void retire(ClientCircuit circuit, DestroyReason reason) {
        circuit.retire();
        if (circuit.streams() == 0) {
            circuit.exceeded(reason);
        }
    }
}
