package org.qgate.kernel.internal.circuit.client;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.HopLayers;
import org.qgate.api.crypto.HopRequest;
import org.qgate.api.error.QGateException;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.Offload;
import org.qgate.kernel.internal.circuit.cell.CellCommand;
import org.qgate.kernel.internal.circuit.cell.DestroyReason;
import org.qgate.kernel.internal.circuit.cell.ExtendBody;
import org.qgate.kernel.internal.circuit.cell.MessageType;
import org.qgate.kernel.internal.circuit.leg.CellWorks;
import org.qgate.kernel.internal.circuit.leg.Leg;
import org.qgate.kernel.internal.circuit.leg.Neighbour;
import org.qgate.kernel.internal.circuit.stream.Fragments;
import org.qgate.kernel.internal.directory.Relay;
import org.qgate.kernel.internal.link.ControlType;

/**
 * The telescoping of one circuit: link to the first hop, then for each hop make a request, send it, finish the
 * handshake. Handshakes are computed off the loop; one step at a time.
 */
final class CircuitBuild {
    /** Far above what a circuit takes, far below what an application waits: time for another one beside it. */
    private static final long STALL_NS = 2_000_000_000L;

    private final ClientCircuit circuit;
    private final CellWorks works;
    private final BuildTimes times;
    private final List<Relay> path;
    private final long timeoutMs;
    private Env.Timer timer;
    private long linkedNs;
    private HopRequest request;
    private Leg leg;
    private boolean answered;
    private boolean over;

    CircuitBuild(ClientCircuit circuit, CellWorks works, BuildTimes times, List<Relay> path) {
        this.circuit = circuit;
        this.works = works;
        this.times = times;
        this.path = path;
        this.timeoutMs = works.settings().buildTimeoutMs();
        this.timer = works.env().after(timeoutMs, () -> circuit.exceeded(DestroyReason.TIMEOUT));
    }

    ClientCircuit circuit() {
        return circuit;
    }

    /** Returns the first hop. */
    Relay first() {
        return path.get(0);
    }

    /** Whether the link to the first hop is still being waited for. */
    boolean waitsForLink() {
        return leg == null && !over;
    }

    /** Whether it should be done by now. Making the link is not counted: slow or not, a guard stays the guard. */
    boolean stalls() {
        return leg != null && !over && works.env().clock().monoNs() - linkedNs >= STALL_NS;
    }

    /** Whether that is for a relay that could be left out. */
    boolean stallsBehindGuard() {
        return stalls() && circuit.onion().hops() > 0;
    }

    /** Returns the hop that is being added. */
    NodeId adding() {
        return path.get(Math.min(circuit.onion().hops(), path.size() - 1)).id();
    }

    /** The link to the first hop stands. */
    void linked(Neighbour first) {
        linkedNs = works.env().clock().monoNs();
        long leftMs = timer.remainingMs();
        timer.cancel();
        // Making the link has its own time: a guard shall not be given up because it is farther away than others.
        timer = works.env().after(Math.min(leftMs, times.timeoutMs(path.size(), timeoutMs)), this::late);
        leg = first.begin(circuit.plan().size(), circuit);
        circuit.leg(leg);
        nextHop();
    }

    private void late() {
        times.late();
        circuit.exceeded(DestroyReason.TIMEOUT);
    }

    private void nextHop() {
        Relay hop = path.get(circuit.onion().hops());
        offload(
                () -> works.env()
                        .crypto()
                        .hops()
                        .request(hop.target(), circuit.plan().size()),
                this::requested,
                HopRequest::destroy);
    }

    private void requested(HopRequest made) {
        request = made;
        answered = false;
        if (circuit.onion().hops() == 0) {
            leg.neighbour().send(ControlType.CREATE, leg.id(), made.create());
            return;
        }
        NodeId next = path.get(circuit.onion().hops()).id();
        byte[] extend = new ExtendBody(next, leg.size(), made.create()).write();
        Fragments.send(works, leg, circuit.onion(), CellCommand.RELAY_EARLY, MessageType.EXTEND, extend);
    }

    /** CREATED from the first hop, or EXTENDED with what a later one answered. False when nobody asked. */
    boolean answer(byte[] created) {
        if (over || request == null || answered) {
            return false;
        }
        answered = true;
        HopRequest asked = request;
        request = null;
        offload(() -> asked.finish(created), this::finished, CircuitBuild::wipe);
        return true;
    }

    private void finished(HopLayers layers) {
        circuit.onion().add(layers);
        if (circuit.onion().hops() < path.size()) {
            nextHop();
        } else {
            stop();
            long tookNs = works.env().clock().monoNs() - linkedNs;
            times.built(path.size(), tookNs);
            circuit.opened(tookNs);
        }
    }

    private <T> void offload(Callable<T> work, Consumer<T> next, Consumer<T> discard) {
        boolean queued = works.env()
                .offload()
                .submit(
                        Offload.Lane.OWN,
                        work,
                        result -> (over ? discard : next).accept(result),
                        (QGateException failed) -> fail(DestroyReason.HANDSHAKE));
        if (!queued) {
            fail(DestroyReason.LIMIT);
        }
    }

    private void fail(DestroyReason reason) {
        if (!over) {
            circuit.exceeded(reason);
        }
    }

    private static void wipe(HopLayers layers) {
        layers.outbound().destroy();
        layers.inbound().destroy();
    }

    /** Stops; keys of a handshake that is being computed are wiped when it returns. */
    void stop() {
        over = true;
        timer.cancel();
        if (request != null) {
            request.destroy();
            request = null;
        }
    }
}
