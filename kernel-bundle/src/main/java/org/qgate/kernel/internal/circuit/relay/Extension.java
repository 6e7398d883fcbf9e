package org.qgate.kernel.internal.circuit.relay;

import java.util.Optional;
import org.qgate.api.NodeId;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.circuit.cell.DestroyReason;
import org.qgate.kernel.internal.circuit.cell.ExtendBody;
import org.qgate.kernel.internal.circuit.leg.Leg;
import org.qgate.kernel.internal.circuit.leg.LegOwner;
import org.qgate.kernel.internal.circuit.leg.Neighbour;
import org.qgate.kernel.internal.directory.Relay;
import org.qgate.kernel.internal.link.ControlType;

/**
 * The adding of one next hop: look it up, link to it, hand the handshake over, wait for the answer ([EXT-1] to
 * [EXT-3]).
 */
final class Extension implements LegOwner {
    private static final long TIMEOUT_MS = 10_000;

    private final RelayCircuit circuit;
    private final RelaySide side;
    private Env.Timer timer;
    private ExtendBody request;
    private Leg leg;
    private boolean over;

    Extension(RelayCircuit circuit, RelaySide side) {
        this.circuit = circuit;
        this.side = side;
    }

    void begin(byte[] buffer, int offset, int length) {
        request = ExtendBody.read(buffer, offset, length);
        if (request.size() != circuit.size()) {
            circuit.exceeded(DestroyReason.PROTOCOL);
            return;
        }
        if (!side.relaying()) {
            circuit.exceeded(DestroyReason.PROTOCOL); // who asks knows from the view that circuits end here
            return;
        }
        if (side.works().isHeld()) {
            circuit.exceeded(DestroyReason.DRAINING);
            return;
        }
        Optional<Relay> relay = side.extensions().allowed(request.next(), circuit.previousPeer());
        if (relay.isEmpty()) {
            circuit.exceeded(DestroyReason.NOT_LISTED);
            return;
        }
        timer = side.works().env().after(TIMEOUT_MS, () -> circuit.exceeded(DestroyReason.TIMEOUT));
        side.extensions().link(relay.get(), this);
    }

    NodeId next() {
        return request.next();
    }

    /** The link to the next hop stands. */
    void linked(Neighbour to) {
        if (over) {
            return;
        }
        if (to.isDraining()) {
            circuit.exceeded(DestroyReason.DRAINING);
            return;
        }
        leg = to.begin(circuit.size(), this);
        to.send(ControlType.CREATE, leg.id(), request.create());
    }

    /** The link to the next hop could not be made. */
    void unreachable() {
        if (!over) {
            circuit.exceeded(DestroyReason.CONNECT_FAILED);
        }
    }

    @Override
    public void created(byte[] created) {
        over = true;
        timer.cancel();
        circuit.extended(leg, created);
    }

    /** The circuit ends meanwhile. */
    void abandon(DestroyReason reason) {
        over = true;
        if (timer != null) {
            side.extensions().forget(this);
            timer.cancel();
        }
        if (leg != null) {
            leg.destroy(reason);
        }
    }

    @Override
    public void cell(int command, byte[] buffer, int body) {
        circuit.exceeded(DestroyReason.PROTOCOL); // before CREATED
    }

    @Override
    public void destroyed(DestroyReason reason) {
        circuit.exceeded(reason);
    }

    @Override
    public void exceeded(DestroyReason reason) {
        circuit.exceeded(reason);
    }

    @Override
    public void writable() {
        // Nothing is sent before the answer.
    }
}
