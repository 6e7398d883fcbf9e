package org.qgate.kernel.internal.circuit.relay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.qgate.api.net.IpAddress;
import org.qgate.api.network.Exit;
import org.qgate.api.network.ExitRequest;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.network.StreamInfo;
import org.qgate.common.wire.WireWriter;
import org.qgate.kernel.internal.circuit.cell.AddressCode;
import org.qgate.kernel.internal.circuit.cell.BeginBody;
import org.qgate.kernel.internal.circuit.cell.MessageType;
import org.qgate.kernel.internal.circuit.cell.ResolvedBody;
import org.qgate.kernel.internal.circuit.settings.Plain;
import org.qgate.kernel.internal.circuit.stream.Edge;
import org.qgate.kernel.internal.circuit.stream.StreamEnd;
import org.qgate.kernel.internal.circuit.stream.StreamOwner;
import org.qgate.kernel.internal.circuit.stream.StreamWorks;

/** The streams that end at this node: asks the exit's decision and carries it out. */
public final class ExitSide implements StreamOwner {
    private final StreamWorks works;
    private final Supplier<Optional<Exit>> exit;
    private final Map<Long, ExitStream> streams = new HashMap<>();

    /** One stream and what was asked. */
    private record ExitStream(StreamEnd end, IpAddress literal, boolean query) {}

    /** Makes one without streams. */
    public ExitSide(StreamWorks works, Supplier<Optional<Exit>> exit) {
        this.works = works;
        this.exit = exit;
    }

    StreamWorks works() {
        return works;
    }

    /**
     * A message that opens a stream or asks; answers come only from exits. Returns false when it breaks the protocol.
     */
    boolean opening(RelayCircuit circuit, int type, int stream, byte[] buffer, int offset, int length) {
        boolean query = type == MessageType.RESOLVE;
        if (type != MessageType.BEGIN && !query) {
            return false;
        }
        BeginBody asked = BeginBody.read(buffer, offset, length);
        Edge edge = circuit.edge();
        if (stream <= edge.highestStream() || query != (asked.port() == 0)) {
            return false;
        }
        StreamEnd end = new StreamEnd(edge, this, stream, works.numbers().getAsLong(), false);
        edge.add(end);
        ask(circuit, end, asked, query);
        return true;
    }

    private void ask(RelayCircuit circuit, StreamEnd end, BeginBody asked, boolean query) {
        Optional<Exit> decision = exit.get();
        if (decision.isEmpty()) {
            end.reset(StreamFailure.EXIT_POLICY);
            return;
        }
        if (works.cells().isHeld()
                || end.edge().streams() > works.cells().settings().streamsPerCircuit()) {
            end.reset(StreamFailure.RESOURCES);
            return;
        }
        streams.put(
                end.number(), new ExitStream(end, IpAddress.parse(asked.host()).orElse(null), query));
        ExitRequest request = new ExitRequest(
                end.number(),
                asked.host(),
                asked.port(),
                "circuit-" + circuit.number(),
                circuit.previousHop(),
                circuit.previousPeer() == null);
        if (query) {
            decision.get().resolve(request);
        } else {
            decision.get().begin(request);
        }
    }

    /** The destination is connected. */
    public void accept(long number, long port) {
        ExitStream stream = streams.get(number);
        if (stream == null || stream.query() || stream.end().isSpliced()) {
            works.cells().env().ports().abort(port); // the stream went while the destination was being connected
            return;
        }
        WireWriter connected = new WireWriter(17);
        AddressCode.write(connected, stream.literal());
        stream.end().edge().send(MessageType.CONNECTED, stream.end().id(), connected.toBytes());
        stream.end().splice(port);
    }

    /** The destination is refused. */
    public void refuse(long number, StreamFailure reason) {
        ExitStream stream = streams.remove(number);
        if (stream != null) {
            stream.end().reset(reason);
        }
    }

    /** A query is answered. */
    public void answer(long number, List<IpAddress> addresses, List<String> names, int ttlSeconds) {
        ExitStream stream = streams.get(number);
        if (stream != null && stream.query()) {
            streams.remove(number);
            byte[] body = new ResolvedBody(addresses, names, ttlSeconds).write();
            stream.end().edge().send(MessageType.RESOLVED, stream.end().id(), body);
            stream.end().forget();
        }
    }

    @Override
    public void ended(StreamEnd stream, StreamFailure reason) {
        if (streams.remove(stream.number()) != null) {
            exit.get().ifPresent(decision -> decision.gone(stream.number()));
        }
    }

    @Override
    public void finished(StreamEnd stream) {
        streams.remove(stream.number());
    }

    /** Returns what {@link StreamEnd} does not hold of each stream. */
    public List<Map<String, Object>> freeze() {
        List<Map<String, Object>> list = new ArrayList<>();
        streams.forEach((number, stream) -> list.add(Map.of(
                "number",
                number,
                "literal",
                stream.literal() == null ? "" : stream.literal().toString(),
                "query",
                stream.query())));
        return list;
    }

    /** Takes up what {@link #freeze} returned, once the circuits stand again. */
    public void thaw(List<Plain> state, List<RelayCircuit> circuits) {
        Map<Long, StreamEnd> ends = new HashMap<>();
        circuits.stream()
                .filter(circuit -> circuit.edge() != null)
                .forEach(circuit -> circuit.edge().all().forEach(end -> ends.put(end.number(), end)));
        for (Plain stream : state) {
            StreamEnd end = ends.get(stream.number("number"));
            if (end != null) {
                IpAddress literal = IpAddress.parse(stream.text("literal")).orElse(null);
                streams.put(end.number(), new ExitStream(end, literal, stream.flag("query")));
            }
        }
    }

    /** Lets thawed streams go on. */
    void resume() {
        streams.values().forEach(stream -> stream.end().reopen());
    }

    /** Describes all streams. */
    List<StreamInfo> list() {
        List<StreamInfo> list = new ArrayList<>();
        streams.values().forEach(stream -> list.add(stream.end().info(0)));
        return list;
    }
}
