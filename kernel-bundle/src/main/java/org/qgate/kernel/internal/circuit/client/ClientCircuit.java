package org.qgate.kernel.internal.circuit.client;

import java.util.List;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.CircuitInfo;
import org.qgate.api.network.StreamFailure;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.circuit.cell.AddressCode;
import org.qgate.kernel.internal.circuit.cell.CellCommand;
import org.qgate.kernel.internal.circuit.cell.DestroyReason;
import org.qgate.kernel.internal.circuit.cell.MessageReader;
import org.qgate.kernel.internal.circuit.cell.MessageSink;
import org.qgate.kernel.internal.circuit.cell.MessageType;
import org.qgate.kernel.internal.circuit.cell.ResolvedBody;
import org.qgate.kernel.internal.circuit.cell.ViewBody;
import org.qgate.kernel.internal.circuit.leg.CellWorks;
import org.qgate.kernel.internal.circuit.leg.Leg;
import org.qgate.kernel.internal.circuit.leg.LegOwner;
import org.qgate.kernel.internal.circuit.stream.Edge;
import org.qgate.kernel.internal.circuit.stream.EdgeOwner;
import org.qgate.kernel.internal.circuit.stream.Fragments;
import org.qgate.kernel.internal.circuit.stream.StreamEnd;
import org.qgate.kernel.internal.circuit.stream.StreamWorks;
import org.qgate.kernel.internal.directory.Relay;

/** One circuit of this node, from the first CREATE to its end. */
public final class ClientCircuit implements LegOwner, MessageSink, EdgeOwner {
    /** Where a circuit stands. */
    enum State {
        /** Hops are being added. */
        BUILDING,
        /** Streams may be opened. */
        OPEN,
        /** Only the streams it has go on. */
        RETIRED,
        /** Gone. */
        CLOSED
    }

    private static final long ASK_AGAIN_NS = 600_000_000_000L;
    private static final int MOST_ASKED = 4;

    private final CircuitHost host;
    private final StreamWorks streamWorks;
    private final CellWorks works;
    private final long id;
    private final Plan plan;
    private final Onion onion;
    private final MessageReader reader = new MessageReader();
    private final CircuitUse use;
    private final Silence silence = new Silence();
    private CircuitBuild build;
    private State state = State.BUILDING;
    private Leg leg;
    private Edge edge;
    private long cellsReceived;
    private long viewAskedNs;
    /** A circuit that was taken over asks no more: how often it did is not handed over, and relays count. */
    private int viewsAsked = MOST_ASKED;

    ClientCircuit(CircuitHost host, StreamWorks streamWorks, long id, Plan plan) {
        this(
                host,
                streamWorks,
                id,
                plan,
                new CircuitUse(streamWorks.cells().env().clock().monoNs()));
    }

    ClientCircuit(CircuitHost host, StreamWorks streamWorks, long id, Plan plan, CircuitUse use) {
        this.host = host;
        this.streamWorks = streamWorks;
        this.works = streamWorks.cells();
        this.id = id;
        this.plan = plan;
        this.onion = new Onion(works);
        this.use = use;
    }

    /** Begins to build; {@link CircuitBuild#linked} comes next. */
    CircuitBuild build(List<Relay> path) {
        build = new CircuitBuild(this, works, host.buildTimes(), path);
        return build;
    }

    long id() {
        return id;
    }

    Plan plan() {
        return plan;
    }

    Onion onion() {
        return onion;
    }

    MessageReader reader() {
        return reader;
    }

    State state() {
        return state;
    }

    CircuitUse use() {
        return use;
    }

    Leg leg() {
        return leg;
    }

    void leg(Leg first) {
        leg = first;
    }

    Silence silence() {
        return silence;
    }

    /** Whether it is being built and its first hop is not linked yet. */
    boolean waitsForLinkTo(NodeId peer) {
        CircuitBuild now = building();
        return now != null && now.waitsForLink() && now.first().id().equals(peer);
    }

    /** Returns the construction, or null when it is over. */
    CircuitBuild building() {
        return state == State.BUILDING ? build : null;
    }

    /** Returns the end that carries streams; null before it is open. */
    Edge edge() {
        return edge;
    }

    int streams() {
        return edge == null ? 0 : edge.streams();
    }

    /** All hops stand, so long after the first link did. */
    void opened(long tookNs) {
        stand();
        viewsAsked = 0;
        works.env().count(Counter.CIRCUITS_BUILT);
        host.opened(this, tookNs);
    }

    /**
     * Asks the last hop which snapshot it has; the way there tells it nothing of who asks. In RELAY_EARLY, so that relays
     * that drain see a circuit that nobody uses; there are never many of these.
     */
    void askView() {
        if (viewsAsked < MOST_ASKED) {
            viewsAsked++;
            viewAskedNs = works.env().clock().monoNs();
            Fragments.send(works, leg, onion, CellCommand.RELAY_EARLY, MessageType.VIEW_ASK, new byte[0]);
        }
    }

    /** Asks again after a while. */
    void askViewAgain() {
        if (state == State.OPEN && works.env().clock().monoNs() - viewAskedNs >= ASK_AGAIN_NS) {
            askView();
        }
    }

    /** Becomes able to carry streams. */
    Edge stand() {
        state = State.OPEN;
        edge = new Edge(streamWorks, this, leg, onion);
        return edge;
    }

    /** Takes no new streams from now on. */
    void retire() {
        if (state == State.OPEN) {
            state = State.RETIRED;
        }
    }

    // ---- what the first hop's link brings

    @Override
    public void created(byte[] created) {
        if (onion.hops() != 0 || build == null || !build.answer(created)) {
            exceeded(DestroyReason.PROTOCOL);
        }
    }

    @Override
    public void cell(int command, byte[] buffer, int body) {
        cellsReceived++;
        try {
            open(command, buffer, body);
        } catch (WireException | QGateException broken) {
            exceeded(DestroyReason.PROTOCOL);
        }
    }

    private void open(int command, byte[] buffer, int body) {
        int hop = command == CellCommand.RELAY ? onion.open(command, buffer, body) : -1;
        if (hop < 0) {
            works.env().count(Counter.CELLS_REFUSED);
            exceeded(DestroyReason.PROTOCOL);
        } else if (hop != onion.hops() - 1) {
            exceeded(DestroyReason.PROTOCOL); // only the last hop speaks
        } else {
            reader.read(onion.opened(hop), CellSize.TAG, plan.size().message(), this);
            if (edge != null && state != State.CLOSED) {
                edge.cellDone(onion.lastInbound());
            }
        }
    }

    @Override
    public boolean message(int type, int stream, byte[] buffer, int offset, int length) {
        if (type == MessageType.VIEW && edge != null) {
            host.told(plan.last(), ViewBody.read(buffer, offset, length));
            return state != State.CLOSED;
        }
        if (edge != null) {
            return edge.message(type, stream, buffer, offset, length);
        }
        byte[] created = new byte[length];
        System.arraycopy(buffer, offset, created, 0, length);
        if (type == MessageType.EXTENDED && build.answer(created)) {
            return true;
        }
        exceeded(DestroyReason.PROTOCOL);
        return false;
    }

    @Override
    public boolean opening(int type, int stream, byte[] buffer, int offset, int length) {
        if (type != MessageType.CONNECTED && type != MessageType.RESOLVED) {
            return false;
        }
        StreamEnd end = edge.find(stream);
        if (end == null) {
            return stream > 0 && stream <= edge.highestStream();
        }
        if (type == MessageType.RESOLVED) {
            ResolvedBody answer = ResolvedBody.read(buffer, offset, length);
            return host.resolved(end, answer.addresses(), answer.names(), answer.ttlSeconds());
        }
        WireReader in = new WireReader(buffer, offset, length);
        var address = AddressCode.read(in);
        in.finish();
        return host.connected(end, address);
    }

    @Override
    public void streamGone() {
        use.touched(works.env().clock().monoNs());
        host.streamGone(this);
    }

    @Override
    public void writable() {
        if (edge != null) {
            edge.wake();
        }
    }

    // ---- ends

    @Override
    public void destroyed(DestroyReason reason) {
        end(reason);
    }

    @Override
    public void exceeded(DestroyReason reason) {
        if (state != State.CLOSED && leg != null) {
            leg.destroy(reason);
        }
        end(reason);
    }

    private void end(DestroyReason reason) {
        if (state == State.CLOSED) {
            return;
        }
        boolean wasBuilding = state == State.BUILDING;
        NodeId blamed = wasBuilding && build != null ? build.adding() : null;
        state = State.CLOSED;
        if (build != null) {
            build.stop();
        }
        if (reason == DestroyReason.LIMIT) {
            works.env().count(Counter.CIRCUITS_OVER_LIMIT);
        }
        if (edge != null) {
            edge.close(StreamFailure.CIRCUIT_LOST);
        }
        onion.destroy();
        host.gone(this, reason, blamed);
    }

    /** Whether its guard says nothing or is gone, so that no other hop is to blame when it is lost. */
    boolean isCutOff() {
        return leg != null && leg.neighbour().isCutOff();
    }

    long cellsReceived() {
        return cellsReceived;
    }

    void cellsReceived(long count) {
        cellsReceived = count;
    }

    /** Describes it. */
    public CircuitInfo info() {
        long nowNs = works.env().clock().monoNs();
        return new CircuitInfo(
                id,
                state.name(),
                plan.purpose(),
                plan.hops().stream().map(CircuitInfo.Hop::new).toList(),
                plan.size().cell(),
                streams(),
                edge == null ? 0 : edge.bytesSent(),
                cellsReceived * plan.size().cell(),
                use.ageMs(nowNs),
                edge == null ? 0 : edge.window().vegas().rttNs() / 1000,
                edge == null ? 0 : edge.window().vegas().window(),
                plan.hops().size() > 1);
    }
}
