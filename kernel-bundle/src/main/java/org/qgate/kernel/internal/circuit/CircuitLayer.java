package org.qgate.kernel.internal.circuit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.api.net.IpAddress;
import org.qgate.api.network.CircuitInfo;
import org.qgate.api.network.CircuitRequest;
import org.qgate.api.network.ServiceStreams;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.network.StreamInfo;
import org.qgate.api.network.StreamRequest;
import org.qgate.api.network.Streams;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.circuit.cell.DestroyReason;
import org.qgate.kernel.internal.circuit.cell.ExtendBody;
import org.qgate.kernel.internal.circuit.client.Askers;
import org.qgate.kernel.internal.circuit.client.CircuitPool;
import org.qgate.kernel.internal.circuit.client.ClientCircuit;
import org.qgate.kernel.internal.circuit.client.ClientStates;
import org.qgate.kernel.internal.circuit.client.ClientStreams;
import org.qgate.kernel.internal.circuit.client.ManualBuilds;
import org.qgate.kernel.internal.circuit.leg.CellWorks;
import org.qgate.kernel.internal.circuit.leg.Neighbour;
import org.qgate.kernel.internal.circuit.leg.Neighbours;
import org.qgate.kernel.internal.circuit.relay.ExitSide;
import org.qgate.kernel.internal.circuit.relay.Extensions;
import org.qgate.kernel.internal.circuit.relay.RelaySide;
import org.qgate.kernel.internal.circuit.relay.ServiceSide;
import org.qgate.kernel.internal.circuit.settings.Plain;
import org.qgate.kernel.internal.circuit.stream.StreamWorks;
import org.qgate.kernel.internal.link.ControlType;
import org.qgate.kernel.internal.link.Link;
import org.qgate.kernel.internal.link.LinkClose;
import org.qgate.kernel.internal.link.LinkEvents;

/**
 * All circuits and streams of a node: its own, and those it relays. Every method is called on the event loop, within a
 * turn whose end runs {@link Env#atTurnEnd}.
 */
public final class CircuitLayer implements LinkEvents, Streams {
    /** Version of what {@link #freeze} gives. */
    private static final long SCHEMA = 1;

    private static final long TICK_MS = 1_000;

    /**
     * Stream numbers begin at the time in milliseconds shifted by so much: no node opens 4,096 streams a millisecond, so
     * that a later layer of this process never repeats one, and all stay below 2^53, which JSON can carry.
     */
    private static final int NUMBER_SHIFT = 12;

    private final Surroundings around;
    private final CellWorks works;
    private final StreamWorks streamWorks;
    private final Neighbours neighbours;
    private final Extensions extensions;
    private final RelaySide relays;
    private final ExitSide exits;
    private final ServiceSide served;
    private final CircuitPool pool;
    private final ClientStreams streams;
    private final ServiceDoor services;
    private final ManualBuilds manual;
    private Env.Timer tick;
    private Plain thawed;
    private long lastStream;
    private boolean draining;

    /** Makes one without circuits; {@link #start} it. */
    public CircuitLayer(Surroundings around) {
        this.around = around;
        works = new CellWorks(around.env(), around.settings());
        lastStream = around.env().clock().wallMs() << NUMBER_SHIFT & Long.MAX_VALUE;
        neighbours = new Neighbours(works);
        streamWorks = StreamWorks.of(works, () -> ++lastStream);
        extensions = new Extensions(() -> around.identity().get().nodeId(), around.view(), around.links(), neighbours);
        exits = new ExitSide(streamWorks, around.exit());
        served = new ServiceSide(streamWorks, () -> around.duties().get().serves(), around.identity(), around.desk());
        relays = new RelaySide(works, around.identity(), around.duties(), extensions, exits, served, around.view());
        pool = new CircuitPool(streamWorks, around.links(), neighbours, around.paths(), around.witness());
        streams = new ClientStreams(streamWorks, pool, new Askers(around.entry(), around.desk()), around.identity());
        services = new ServiceDoor(around, streams, served);
        manual = new ManualBuilds(works, pool, around.paths(), around.view());
    }

    /** Begins to build circuits and to age them; thawed ones go on. Within a turn. */
    public void start() {
        if (thawed != null) {
            Plain state = thawed;
            thawed = null;
            resume(state);
        }
        if (tick == null) {
            tick = around.env().after(0, this::tick);
        }
    }

    private void tick() {
        streams.tick();
        relays.tick();
        tick = around.env().after(TICK_MS, this::tick);
    }

    /** Stops the clockwork; circuits stay until their links go. */
    public void stop() {
        if (tick != null) {
            tick.cancel();
            tick = null;
        }
    }

    /**
     * Ends all circuits and streams, when nobody takes them over: entry and exit hear at once of streams that they wait
     * for, joined connections are closed. Call {@link LinkEvents} no more afterwards.
     */
    public void end() {
        stop();
        draining = true;
        relays.drain();
        pool.drain();
        streams.end();
        manual.end();
        pool.all().forEach(circuit -> circuit.exceeded(DestroyReason.FINISHED));
        relays.all().forEach(circuit -> circuit.exceeded(DestroyReason.DRAINING));
    }

    // ---- what links tell

    @Override
    public void up(Link link) {
        if (draining) {
            link.control(ControlType.DRAINING, new byte[0]);
        }
        extensions.up(link);
        pool.up(link);
    }

    @Override
    public void failed(NodeId peer, LinkClose reason) {
        extensions.failed(peer);
        pool.failed(peer);
    }

    @Override
    public void down(Link link, LinkClose reason) {
        if (reason == LinkClose.TIMEOUT && link.peer() != null) {
            pool.silent(link.peer()); // before its circuits end and others are begun
        }
        neighbours.down(link);
    }

    @Override
    public void cells(Link link, CellSize size, byte[] buffer, int offset, int count) {
        neighbours.of(link).cells(size, buffer, offset, count);
    }

    @Override
    public void writable(Link link) {
        neighbours.of(link).writable();
    }

    @Override
    public boolean needed(Link link) {
        return neighbours.of(link).carries();
    }

    @Override
    public void control(Link link, ControlType type, byte[] buffer, int offset, int length) {
        try {
            control(neighbours.of(link), type, new WireReader(buffer, offset, length));
        } catch (WireException malformed) {
            link.close(LinkClose.PROTOCOL);
        }
    }

    private void control(Neighbour from, ControlType type, WireReader in) {
        switch (type) {
            case CREATE -> relays.create(from, in.i32(), in.bytes(atMost(in.remaining(), ExtendBody.MAX_HANDSHAKE)));
            case CREATED -> created(from, in.i32(), in);
            case DESTROY -> from.destroyed(in.i32(), DestroyReason.of(in.u8()));
            case DRAINING -> {
                from.draining(true);
                pool.leave(from);
            }
            default -> {
                // The directory's; not ours.
            }
        }
    }

    private static void created(Neighbour from, int id, WireReader in) {
        byte[] answer = in.bytes(atMost(in.remaining(), ExtendBody.MAX_HANDSHAKE));
        from.created(id, answer);
    }

    private static int atMost(int length, int most) {
        if (length > most) {
            throw new WireException("a hop handshake of " + length + " bytes");
        }
        return length;
    }

    // ---- streams

    @Override
    public long open(StreamRequest request) {
        return streams.open(request, false);
    }

    @Override
    public long resolve(StreamRequest request) {
        return streams.open(request, true);
    }

    @Override
    public void splice(long stream, long port) {
        streams.splice(stream, port);
    }

    @Override
    public void cancel(long stream) {
        streams.cancel(stream);
    }

    @Override
    public void accept(long stream, long port) {
        exits.accept(stream, port);
    }

    @Override
    public void refuse(long stream, StreamFailure reason) {
        exits.refuse(stream, reason);
    }

    @Override
    public void answer(long stream, List<IpAddress> addresses, List<String> names, int ttlSeconds) {
        exits.answer(stream, addresses, names, ttlSeconds);
    }

    @Override
    public List<StreamInfo> list() {
        return Stream.concat(streams.list().stream(), relays.streams().stream()).toList();
    }

    /** Returns streams by protocol. */
    public ServiceStreams services() {
        return services;
    }

    // ---- circuits

    /** Describes this node's own circuits. */
    public List<CircuitInfo> circuits() {
        return pool.all().stream().map(ClientCircuit::info).toList();
    }

    /**
     * Builds a circuit; one of the two answers follows, in a later turn.
     *
     * @throws QGateException QG-VLT-0002 while the vault is locked
     */
    public void build(
            CircuitRequest request, long atMostMs, Consumer<CircuitInfo> built, Consumer<QGateException> failed) {
        if (works.isHeld()) {
            throw new QGateException(VaultError.LOCKED, "no circuit is begun while the vault is locked");
        }
        manual.build(request, atMostMs, built, failed);
    }

    /**
     * Closes a circuit of this node.
     *
     * @throws QGateException QG-KRN-0006 when there is none with this id
     */
    public void close(long id) {
        pool.find(id).orElseThrow(() -> ManualBuilds.noCircuit(id)).exceeded(DestroyReason.FINISHED);
    }

    /** Closes all circuits to new streams; open streams go on. */
    public void retireAll() {
        pool.retireAll();
    }

    /** Returns how many circuits this node relays. */
    public int relayed() {
        return relays.size();
    }

    /** Returns how many circuits run over a link. */
    public int on(long link) {
        return around.links()
                .link(link)
                .map(known -> neighbours.of(known).circuits())
                .orElse(0);
    }

    /** Returns how many circuits are this node's own. */
    public int own() {
        return pool.all().size();
    }

    /** Whether an own circuit with so many hops is open. */
    public boolean usable(int hops) {
        return circuits().stream()
                .anyMatch(c -> c.state().equals("OPEN") && c.hops().size() == hops);
    }

    /** Returns bytes that wait in queues. */
    public long queuedBytes() {
        return works.memory().bytes();
    }

    /**
     * Takes and begins no circuits and streams for a while, and says so to nobody: it may go on soon. What is being built
     * ends; what stands stays.
     */
    public void hold() {
        works.hold(true);
        relays.hold();
        pool.all().stream()
                .filter(circuit -> circuit.info().state().equals("BUILDING"))
                .forEach(circuit -> circuit.exceeded(DestroyReason.FINISHED));
        streams.serveSoon();
    }

    /** Goes on after {@link #hold}. */
    public void release() {
        works.hold(false);
    }

    /** Takes no new circuits and streams from now on, and says so to all neighbours. */
    public void drain() {
        draining = true;
        relays.drain();
        pool.drain();
        streams.drain();
        for (Link link : around.links().all()) {
            link.control(ControlType.DRAINING, new byte[0]);
        }
    }

    // ---- hand-over

    /**
     * Returns the whole state as plain values, and stops: this object must not be used afterwards. Sends nothing: the
     * links may be frozen already.
     */
    public Map<String, Object> freeze() {
        stop();
        streams.tellRefused();
        manual.end();
        neighbours.stop();
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("schema", SCHEMA);
        state.put("relays", relays.freeze(neighbours));
        state.put("client", ClientStates.freeze(streams));
        state.put("lingering", streamWorks.lingering().freeze());
        state.put("neighbours", neighbours.freeze());
        state.put("lastStream", lastStream);
        state.put("draining", draining);
        return state;
    }

    /**
     * Takes up what {@link #freeze} returned, after the links', and does no more: nothing is sealed and no port is touched
     * until {@link #start} ([HAND-3]).
     */
    public void thaw(Map<String, Object> frozen) {
        Plain state = Plain.of(frozen).schema(SCHEMA);
        lastStream = state.number("lastStream");
        neighbours.thaw(state.maps("neighbours"), around.links().all());
        relays.thaw(neighbours, state.map("relays"));
        ClientStates.thaw(streams, neighbours, around.env().crypto().hops(), state.map("client"));
        thawed = state;
    }

    private void resume(Plain state) {
        relays.resume();
        streams.resume();
        state.longs("lingering").forEach(streamWorks.lingering()::begin);
        neighbours.thawed();
        if (state.flag("draining")) {
            drain();
        }
    }

    /** Whether nothing is left: after {@link #drain}. */
    public boolean isIdle() {
        return relays.size() == 0 && list().isEmpty();
    }
}
