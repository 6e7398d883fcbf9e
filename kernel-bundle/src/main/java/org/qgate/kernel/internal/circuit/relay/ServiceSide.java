package org.qgate.kernel.internal.circuit.relay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.Identity;
import org.qgate.api.network.ServiceBegin;
import org.qgate.api.network.ServiceDesk;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.network.StreamInfo;
import org.qgate.common.wire.WireWriter;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.circuit.cell.AddressCode;
import org.qgate.kernel.internal.circuit.cell.MessageType;
import org.qgate.kernel.internal.circuit.cell.ServiceBody;
import org.qgate.kernel.internal.circuit.settings.Plain;
import org.qgate.kernel.internal.circuit.stream.Edge;
import org.qgate.kernel.internal.circuit.stream.StreamEnd;
import org.qgate.kernel.internal.circuit.stream.StreamOwner;
import org.qgate.kernel.internal.circuit.stream.StreamWorks;

/** The streams by protocol that end at this node: asks who serves them, and carries out what it says ([SERVE-3]). */
public final class ServiceSide implements StreamOwner {
    /** Streams that may wait for an answer, over all circuits. */
    static final int MOST_WAITING = 1_024;

    private static final long ANSWER_MS = 30_000;

    private final StreamWorks works;
    private final BooleanSupplier serving;
    private final Supplier<Optional<ServiceDesk>> desk;
    private final Map<Long, WaitingService> waiting = new LinkedHashMap<>();
    private final Map<Long, StreamEnd> joined = new HashMap<>();
    private final ProofChecks proofs;

    /**
     * Makes one without streams.
     *
     * @param serving whether this node serves at all
     * @param identity this node, to which diallers prove who they are
     * @param desk who serves; asked anew each time
     */
    public ServiceSide(
            StreamWorks works,
            BooleanSupplier serving,
            Supplier<Identity> identity,
            Supplier<Optional<ServiceDesk>> desk) {
        this.works = works;
        this.serving = serving;
        this.desk = desk;
        this.proofs = new ProofChecks(works.cells().env(), identity, this::proven, this::unproven);
    }

    private long nowNs() {
        return works.cells().env().clock().monoNs();
    }

    /** SERVICE came. Returns false when it breaks the protocol. */
    boolean opening(RelayCircuit circuit, int stream, byte[] buffer, int offset, int length) {
        ServiceBody asked = ServiceBody.read(buffer, offset, length);
        Edge edge = circuit.edge();
        if (stream <= edge.highestStream()) {
            return false;
        }
        StreamEnd end = new StreamEnd(edge, this, stream, works.numbers().getAsLong(), false);
        edge.add(end);
        StreamFailure refusal = refusal(circuit);
        if (refusal != null) {
            works.cells().env().count(Counter.SERVICES_REFUSED);
            end.reset(refusal);
            return true;
        }
        WaitingService one = new WaitingService(circuit, end, asked, nowNs());
        waiting.put(end.number(), one);
        if (!asked.identified()) {
            begin(one, Optional.empty());
        }
        return true;
    }

    @Override
    public void arrived(StreamEnd stream) {
        WaitingService one = waiting.get(stream.number());
        if (one != null) {
            proofs.look(one);
        }
    }

    private void proven(WaitingService one, NodeId dialler) {
        if (!one.isOver()) {
            begin(one, Optional.of(dialler));
        }
        lookAtOthers();
    }

    private void unproven(WaitingService one) {
        if (!one.isOver()) {
            works.cells().env().count(Counter.PROOFS_REFUSED);
            forget(one.end().number());
            one.end().reset(StreamFailure.REFUSED);
        }
        lookAtOthers();
    }

    /** A place is free for another proof. */
    private void lookAtOthers() {
        List.copyOf(waiting.values()).forEach(proofs::look);
    }

    private WaitingService forget(long number) {
        WaitingService one = waiting.remove(number);
        if (one != null) {
            one.over();
        }
        return one;
    }

    private StreamFailure refusal(RelayCircuit circuit) {
        if (!serving.getAsBoolean() || desk.get().isEmpty()) {
            return StreamFailure.EXIT_POLICY;
        }
        boolean room = !works.cells().isHeld()
                && waiting.size() < MOST_WAITING
                && circuit.edge().streams() <= works.cells().settings().streamsPerCircuit();
        return room && circuit.allowService() ? null : StreamFailure.RESOURCES;
    }

    private void begin(WaitingService one, Optional<NodeId> dialler) {
        Optional<ServiceDesk> serves = desk.get();
        if (serves.isEmpty()) {
            forget(one.end().number());
            one.end().reset(StreamFailure.EXIT_POLICY);
            return;
        }
        one.begin();
        serves.get()
                .begin(new ServiceBegin(
                        one.end().number(),
                        one.asked().protocol(),
                        dialler,
                        "circuit-" + one.circuit().number(),
                        one.circuit().previousHop()));
    }

    /** It is served: bytes flow between it and a port. */
    public void accept(long number, long port) {
        WaitingService one = waiting.get(number);
        if (one == null || !one.begun()) {
            works.cells().env().ports().abort(port); // the stream went while it was being decided
            return;
        }
        forget(number);
        joined.put(number, one.end());
        WireWriter connected = new WireWriter(1);
        AddressCode.write(connected, null);
        one.end().edge().send(MessageType.CONNECTED, one.end().id(), connected.toBytes());
        one.end().splice(port);
    }

    /** It is not served. */
    public void refuse(long number, StreamFailure reason) {
        WaitingService one = forget(number);
        if (one != null) {
            one.end().reset(reason);
        }
    }

    /** Gives up what was not answered in time. Called every second. */
    void tick() {
        for (WaitingService one : List.copyOf(waiting.values())) {
            if (one.waitedMs(nowNs()) >= ANSWER_MS) {
                one.end().reset(StreamFailure.TIMEOUT);
                gone(one.end());
            }
        }
        lookAtOthers();
    }

    private void gone(StreamEnd end) {
        WaitingService one = forget(end.number());
        if (one != null && one.begun()) {
            desk.get().ifPresent(serves -> serves.gone(end.number()));
        }
    }

    @Override
    public void ended(StreamEnd stream, StreamFailure reason) {
        gone(stream);
    }

    @Override
    public void finished(StreamEnd stream) {
        joined.remove(stream.number());
    }

    /** Returns what {@link StreamEnd} does not hold of each stream. */
    List<Map<String, Object>> freeze() {
        List<Map<String, Object>> list = new ArrayList<>();
        waiting.values().forEach(one -> list.add(one.freeze(nowNs())));
        joined.keySet().forEach(number -> list.add(Map.of("number", number, "joined", true)));
        return list;
    }

    /** Whether a frozen stream was one of these. */
    static boolean owns(List<Plain> state, long number) {
        return state.stream().anyMatch(one -> one.number("number") == number);
    }

    /** Takes up what {@link #freeze} returned, once the circuits stand again. */
    void thaw(List<Plain> state, List<RelayCircuit> circuits) {
        for (RelayCircuit circuit : circuits) {
            List<StreamEnd> ends =
                    circuit.edge() == null ? List.of() : circuit.edge().all();
            for (StreamEnd end : ends) {
                state.stream()
                        .filter(one -> one.number("number") == end.number())
                        .forEach(one -> thaw(one, circuit, end));
            }
        }
    }

    private void thaw(Plain state, RelayCircuit circuit, StreamEnd end) {
        if (state.flag("joined")) {
            joined.put(end.number(), end);
        } else {
            waiting.put(end.number(), WaitingService.thaw(state, circuit, end, nowNs()));
        }
    }

    /** Lets thawed streams go on. */
    void resume() {
        joined.values().forEach(StreamEnd::reopen);
        lookAtOthers();
    }

    /** Describes all streams. */
    List<StreamInfo> list() {
        List<StreamInfo> list = new ArrayList<>();
        waiting.values().forEach(one -> list.add(one.end().info(0)));
        joined.values().forEach(end -> list.add(end.info(0)));
        return list;
    }
}
