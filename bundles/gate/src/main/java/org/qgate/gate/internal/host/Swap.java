package org.qgate.gate.internal.host;

import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.gate.Hosting.Bounds;
import org.qgate.gate.Hosting.Swapped;
import org.qgate.gate.internal.protocol.ServiceGate;

/** Lets one instance take over from another behind a closed gate; whatever fails, the old one goes on. For one use. */
final class Swap {
    private final Office office;
    private final Instance from;
    private final Instance to;
    private final Bounds bounds;

    Swap(Office office, Instance from, Instance to, Bounds bounds) {
        this.office = office;
        this.from = from;
        this.to = to;
        this.bounds = bounds;
    }

    Swapped run(boolean handOver) {
        ServiceGate gate = office.gate();
        boolean ours = gate.close(); // else it is paused, and stays so
        boolean done = false;
        try {
            if (!gate.awaitEmpty(bounds.flightMs())) {
                throw new QGateException(
                        ExtenderError.IN_FLIGHT, gate.inside() + " calls after " + bounds.flightMs() + " ms");
            }
            int bytes = handOver ? handOver() : 0;
            office.seat(to);
            done = true;
            return opened(gate, ours, bytes);
        } finally {
            if (!done && ours) {
                gate.open();
            }
        }
    }

    private int handOver() {
        byte[] state = from.exportState(bounds.exportMs());
        to.importState(state, from.permit().version(), bounds.importMs());
        return state.length;
    }

    private Swapped opened(ServiceGate gate, boolean ours, int bytes) {
        State before = from.state();
        from.state(State.DRAINING);
        to.state(ours ? State.OPEN : before);
        if (!ours) {
            return new Swapped(0, 0, bytes);
        }
        ServiceGate.Closing closing = gate.open();
        return new Swapped(closing.ns(), closing.waited(), bytes);
    }
}
