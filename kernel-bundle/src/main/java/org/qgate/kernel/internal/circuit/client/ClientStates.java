package org.qgate.kernel.internal.circuit.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.HopHandshakes;
import org.qgate.api.crypto.HopLayers;
import org.qgate.api.crypto.LayerCipher;
import org.qgate.api.network.PortRange;
import org.qgate.api.network.StreamFailure;
import org.qgate.kernel.internal.circuit.cell.DestroyReason;
import org.qgate.kernel.internal.circuit.leg.Neighbours;
import org.qgate.kernel.internal.circuit.settings.Plain;
import org.qgate.kernel.internal.circuit.stream.StreamEnd;

/** A client's circuits and streams as plain values, for hand-over. Circuits that are not open yet are given up. */
public final class ClientStates {
    private ClientStates() {}

    /** Returns everything; nothing of it may be used afterwards. */
    public static Map<String, Object> freeze(ClientStreams streams) {
        CircuitPool pool = streams.pool();
        for (ClientCircuit circuit : pool.all()) {
            if (circuit.building() != null) {
                circuit.exceeded(DestroyReason.FINISHED);
            } else {
                circuit.edge().settle(); // before anything is exported: it queues cells, and may end the circuit
            }
        }
        long nowNs = pool.nowNs();
        return Map.of(
                "lastId", pool.lastId(),
                "buildTimes", pool.buildTimes().freeze(),
                "circuits",
                        pool.all().stream()
                                .map(circuit -> circuit(circuit, nowNs))
                                .toList(),
                "streams",
                        streams.all().stream()
                                .map(stream -> stream(stream, nowNs))
                                .toList());
    }

    private static Map<String, Object> circuit(ClientCircuit circuit, long nowNs) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("id", circuit.id());
        state.put("purpose", circuit.plan().purpose());
        state.put("size", (long) circuit.plan().size().code());
        state.put("hops", circuit.plan().hops().stream().map(NodeId::toString).toList());
        state.put(
                "exitPorts",
                circuit.plan().exitPorts().stream().map(PortRange::toString).toList());
        state.put("retired", circuit.state() == ClientCircuit.State.RETIRED);
        state.put("use", circuit.use().freeze(nowNs));
        state.put("fragments", circuit.reader().freeze());
        state.put("cellsReceived", circuit.cellsReceived());
        state.put("edge", circuit.edge().freeze());
        List<byte[]> layers = new ArrayList<>();
        for (HopLayers hop : circuit.onion().layers()) {
            layers.add(hop.outbound().export());
            layers.add(hop.inbound().export());
        }
        state.put("layers", layers);
        state.put("binding", circuit.onion().binding().clone());
        state.put("leg", circuit.leg().freeze());
        return state;
    }

    private static Map<String, Object> stream(ClientStream stream, long nowNs) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("number", stream.number());
        state.putAll(AimStates.freeze(stream.aim()));
        state.put("excluded", stream.refusing().stream().map(NodeId::toString).toList());
        state.put("unlucky", stream.unlucky().stream().map(NodeId::toString).toList());
        state.put("attempts", (long) stream.attempts());
        state.put("refusal", stream.refusal() == null ? 0L : stream.refusal().code());
        state.put("waitedMs", stream.waitedMs(nowNs));
        state.put("proven", stream.isProven());
        state.put("circuit", stream.circuit() == null ? 0L : stream.circuit().id());
        return state;
    }

    /** Takes up what {@link #freeze} returned. */
    public static void thaw(ClientStreams streams, Neighbours neighbours, HopHandshakes hops, Plain state) {
        CircuitPool pool = streams.pool();
        state.maps("circuits").forEach(circuit -> pool.add(circuit(streams, neighbours, hops, circuit)));
        pool.lastId(state.number("lastId"));
        pool.buildTimes().thaw(state.longs("buildTimes"));
        state.maps("streams").forEach(stream -> streams.add(stream(pool, stream)));
    }

    private static ClientCircuit circuit(
            ClientStreams streams, Neighbours neighbours, HopHandshakes hops, Plain state) {
        CircuitPool pool = streams.pool();
        Plan plan = new Plan(
                state.text("purpose"),
                CellSize.of((int) state.number("size")),
                state.texts("hops").stream().map(NodeId::parse).toList(),
                state.texts("exitPorts").stream()
                        .map(range -> PortRange.parse(range).orElseThrow())
                        .toList());
        CircuitUse use = CircuitUse.thaw(state.map("use"), pool.nowNs());
        ClientCircuit circuit = new ClientCircuit(pool, pool.works(), state.number("id"), plan, use);
        List<?> layers = state.list("layers");
        byte[] binding =
                state.has("binding") ? state.bytes("binding") : new byte[0]; // none in a state of older kernels
        for (int i = 0; i < layers.size(); i += 2) {
            LayerCipher outbound = hops.restore((byte[]) layers.get(i));
            circuit.onion().add(new HopLayers(outbound, hops.restore((byte[]) layers.get(i + 1)), binding));
        }
        circuit.leg(neighbours.thaw(state.map("leg"), plan.size(), circuit));
        circuit.reader().thaw(state.bytes("fragments"));
        circuit.cellsReceived(state.number("cellsReceived"));
        circuit.stand().thaw(state.map("edge"), number -> streams);
        if (state.flag("retired")) {
            circuit.retire();
        }
        return circuit;
    }

    private static ClientStream stream(CircuitPool pool, Plain state) {
        ClientStream stream = new ClientStream(state.number("number"), AimStates.thaw(state), pool.nowNs());
        pool.find(state.number("circuit")).ifPresent(circuit -> {
            for (StreamEnd end : circuit.edge().all()) {
                if (end.number() == stream.number()) {
                    stream.attach(circuit, end, pool.nowNs());
                }
            }
        });
        stream.proven(state.has("proven") && state.flag("proven"));
        int refusal = (int) state.number("refusal");
        stream.restore(
                (int) state.number("attempts"),
                state.texts("excluded").stream().map(NodeId::parse).toList(),
                state.texts("unlucky").stream().map(NodeId::parse).toList(),
                refusal == 0 ? null : StreamFailure.of(refusal),
                pool.nowNs() - 1_000_000 * state.number("waitedMs"));
        return stream;
    }
}
