package org.qgate.kernel.internal.circuit.relay;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.HopHandshakes;
import org.qgate.api.crypto.HopLayers;
import org.qgate.kernel.internal.circuit.leg.Leg;
import org.qgate.kernel.internal.circuit.leg.Neighbours;
import org.qgate.kernel.internal.circuit.settings.Plain;
import org.qgate.kernel.internal.circuit.stream.StreamOwner;

/** Relayed circuits as plain values, for hand-over. */
final class RelayStates {
    private RelayStates() {}

    static Map<String, Object> freeze(RelayCircuit circuit) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("number", circuit.number());
        state.put("size", (long) circuit.size().code());
        state.put("early", (long) circuit.early());
        state.put("used", circuit.used());
        state.put("fragments", circuit.reader().freeze());
        if (circuit.edge() != null) {
            state.put("edge", circuit.edge().freeze());
        }
        state.put("binding", circuit.layers().binding().clone());
        state.put("outbound", circuit.layers().outbound().export());
        state.put("inbound", circuit.layers().inbound().export());
        state.put("previous", circuit.previous().freeze());
        if (circuit.next() != null) {
            state.put("next", circuit.next().freeze());
        }
        return state;
    }

    static RelayCircuit thaw(
            RelaySide side, Neighbours neighbours, HopHandshakes hops, Plain state, LongFunction<StreamOwner> owners) {
        CellSize size = CellSize.of((int) state.number("size"));
        byte[] binding =
                state.has("binding") ? state.bytes("binding") : new byte[0]; // none in a state of older kernels
        HopLayers layers =
                new HopLayers(hops.restore(state.bytes("outbound")), hops.restore(state.bytes("inbound")), binding);
        Leg previous = neighbours.thaw(state.map("previous"), size, null);
        RelayCircuit circuit = new RelayCircuit(side, state.number("number"), previous, size, layers);
        circuit.restore((int) state.number("early"), state.flag("used"));
        circuit.reader().thaw(state.bytes("fragments"));
        if (state.has("next")) {
            circuit.next(neighbours.thaw(state.map("next"), size, null));
        }
        if (state.has("edge")) {
            circuit.makeEdge().thaw(state.map("edge"), owners);
        }
        return circuit;
    }
}
