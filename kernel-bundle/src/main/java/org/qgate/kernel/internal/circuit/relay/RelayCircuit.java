package org.qgate.kernel.internal.circuit.relay;

import java.util.Arrays;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.HopLayers;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.StreamFailure;
import org.qgate.common.wire.WireException;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.circuit.cell.CellCommand;
import org.qgate.kernel.internal.circuit.cell.DestroyReason;
import org.qgate.kernel.internal.circuit.cell.MessageReader;
import org.qgate.kernel.internal.circuit.cell.MessageSink;
import org.qgate.kernel.internal.circuit.cell.MessageType;
import org.qgate.kernel.internal.circuit.leg.CellWorks;
import org.qgate.kernel.internal.circuit.leg.Leg;
import org.qgate.kernel.internal.circuit.leg.LegOwner;
import org.qgate.kernel.internal.circuit.leg.TokenBucket;
import org.qgate.kernel.internal.circuit.stream.Edge;
import org.qgate.kernel.internal.circuit.stream.EdgeOwner;
import org.qgate.kernel.internal.circuit.stream.Fragments;
import org.qgate.kernel.internal.circuit.stream.Sealer;

/**
 * One hop of somebody's circuit. With a next hop it only turns cells over, straight from one link's record into the
 * other's. Without one it is the last hop: it reads what is addressed to it.
 */
public final class RelayCircuit implements MessageSink, EdgeOwner, Sealer {
    /** Answers to VIEW_ASK on one circuit: clients ask four times. */
    private static final int MOST_VIEWS = 8;

    /** RELAY_EARLY cells of a circuit ([EXT-4]): four extensions, fragmented when cells are small. */
    private static final int EARLY_LARGE = 8;

    private static final int EARLY_SMALL = 24;

    /** Streams by protocol that a circuit may open: as many as the requests that an exit takes by default ([SERVE-4]). */
    private static final int SERVICES_PER_SECOND = 100;

    private static final int SERVICES_BURST = 1_000;

    private final RelaySide side;
    private final CellWorks works;
    private final long number;
    private final Leg previous;
    private final CellSize size;
    private final HopLayers layers;
    private final MessageReader reader = new MessageReader();
    private Leg next;
    private Extension extension;
    private Edge edge;
    private int early;
    private boolean readingEarly;
    /** Whether the client ever sent anything but what builds the circuit. */
    private boolean used;

    private boolean vacantBefore;
    private int viewsTold;
    private final TokenBucket services = new TokenBucket();
    private boolean closed;

    RelayCircuit(RelaySide side, long number, Leg previous, CellSize size, HopLayers layers) {
        this.side = side;
        this.works = side.works();
        this.number = number;
        this.previous = previous;
        this.size = size;
        this.layers = layers;
        previous.owner(new FromClient(), size);
    }

    /** Returns its number in this node. */
    long number() {
        return number;
    }

    /** Returns the leg towards the client. */
    Leg previous() {
        return previous;
    }

    /** Returns the leg away from the client, or null at the last hop. */
    Leg next() {
        return next;
    }

    CellSize size() {
        return size;
    }

    HopLayers layers() {
        return layers;
    }

    MessageReader reader() {
        return reader;
    }

    int early() {
        return early;
    }

    /** Returns the end of the circuit, or null when no stream was ever opened here. */
    Edge edge() {
        return edge;
    }

    /** Whether the next hop is being added. */
    boolean isExtending() {
        return extension != null;
    }

    boolean isClosed() {
        return closed;
    }

    boolean used() {
        return used;
    }

    /** Takes up what a hand-over brought. */
    void restore(int earlySeen, boolean usedBefore) {
        early = earlySeen;
        used = usedBefore;
    }

    /**
     * Whether nothing goes on here now nor did when this was asked last: no stream at the last hop; elsewhere, where
     * streams cannot be seen, not one cell since it was built.
     */
    boolean staysVacant() {
        boolean vacant = next != null || extension != null ? !used : edge == null || edge.streams() == 0;
        boolean stays = vacant && vacantBefore;
        vacantBefore = vacant;
        return stays;
    }

    /** Gets its next hop. */
    void next(Leg leg) {
        next = leg;
        next.owner(new FromNext(), size);
    }

    /** Becomes able to carry streams. */
    Edge makeEdge() {
        edge = new Edge(side.exits().works(), this, previous, this);
        return edge;
    }

    /** Returns the peer before this hop, or null for an anonymous client. */
    NodeId previousPeer() {
        return previous.neighbour().link().peer();
    }

    /** Takes a token for a stream by protocol, of this circuit's and of the neighbour's. */
    boolean allowService() {
        long nowNs = works.env().clock().monoNs();
        return services.take(SERVICES_PER_SECOND, SERVICES_BURST, nowNs)
                && previous.neighbour().allowService();
    }

    /** Returns what names the neighbour before this hop: its node id, or the number of an anonymous client's link. */
    String previousHop() {
        NodeId peer = previousPeer();
        return peer == null ? "link-" + previous.neighbour().link().id() : peer.toString();
    }

    // ---- away from the client

    private void outbound(int command, byte[] buffer, int body) {
        used |= command == CellCommand.RELAY;
        if (command == CellCommand.RELAY_EARLY && ++early > (size == CellSize.LARGE ? EARLY_LARGE : EARLY_SMALL)) {
            exceeded(DestroyReason.PROTOCOL);
        } else if (next != null) {
            forward(command, buffer, body);
        } else if (extension != null) {
            exceeded(DestroyReason.PROTOCOL); // the client must wait for EXTENDED
        } else {
            open(command, buffer, body);
        }
    }

    private void forward(int command, byte[] buffer, int body) {
        int at = next.begin();
        if (layers.outbound().relayOutbound(command, buffer, body, next.buffer(), at)) {
            next.drop(); // only the last hop is ever addressed once there is a next one
            exceeded(DestroyReason.PROTOCOL);
            return;
        }
        works.env().count(Counter.CELLS_RELAYED);
        next.end(command);
    }

    private void open(int command, byte[] buffer, int body) {
        byte[] plain = works.opening(0);
        if (!layers.outbound().relayOutbound(command, buffer, body, plain, 0)) {
            works.env().count(Counter.CELLS_REFUSED);
            exceeded(DestroyReason.PROTOCOL);
            return;
        }
        readingEarly = command == CellCommand.RELAY_EARLY;
        boolean fine = reader.read(plain, CellSize.TAG, size.message(), this);
        if (fine && reader.collecting() && !readingEarly) {
            exceeded(DestroyReason.PROTOCOL); // EXTEND, whole or in part, outside RELAY_EARLY
        }
        if (edge != null && !closed) {
            edge.cellDone(layers.outbound());
        }
    }

    @Override
    public boolean message(int type, int stream, byte[] buffer, int offset, int length) {
        if (type == MessageType.EXTEND) {
            return extend(buffer, offset, length);
        }
        if (type == MessageType.VIEW_ASK) {
            tellView();
            return !closed;
        }
        if (edge == null && MessageType.ofStream(type)) {
            makeEdge();
        }
        if (edge == null && MessageType.critical(type)) {
            exceeded(DestroyReason.PROTOCOL);
            return false;
        }
        return edge == null || edge.message(type, stream, buffer, offset, length);
    }

    /** A cell for a cell, and not for ever: nobody asks more often than snapshots change. */
    private void tellView() {
        if (viewsTold < MOST_VIEWS) {
            viewsTold++;
            side.view()
                    .ifPresent(view ->
                            Fragments.send(works, previous, this, CellCommand.RELAY, MessageType.VIEW, view.write()));
        }
    }

    private boolean extend(byte[] buffer, int offset, int length) {
        if (!readingEarly || edge != null) {
            exceeded(DestroyReason.PROTOCOL);
            return false;
        }
        extension = new Extension(this, side);
        extension.begin(buffer, offset, length);
        return !closed;
    }

    /** The next hop answered. */
    void extended(Leg leg, byte[] created) {
        next(leg);
        extension = null;
        Fragments.send(works, previous, this, CellCommand.RELAY, MessageType.EXTENDED, created);
    }

    // ---- towards the client

    private void inbound(int command, byte[] buffer, int body) {
        if (command != CellCommand.RELAY) {
            exceeded(DestroyReason.PROTOCOL);
            return;
        }
        int at = previous.begin();
        layers.inbound().relayInbound(command, buffer, body, previous.buffer(), at);
        works.env().count(Counter.CELLS_RELAYED);
        previous.end(command);
    }

    @Override
    public void seal(int command, byte[] body, byte[] out, int outOffset) {
        layers.inbound().relayOriginate(command, body, 0, out, outOffset);
    }

    @Override
    public void tag(byte[] out, int offset) {
        layers.inbound().tag(out, offset);
    }

    @Override
    public boolean opening(int type, int stream, byte[] buffer, int offset, int length) {
        return type == MessageType.SERVICE
                ? side.services().opening(this, stream, buffer, offset, length)
                : side.exits().opening(this, type, stream, buffer, offset, length);
    }

    @Override
    public void streamGone() {
        // The client decides when its circuit ends.
    }

    // ---- ends

    @Override
    public void exceeded(DestroyReason reason) {
        end(reason, true, true);
    }

    private void end(DestroyReason reason, boolean tellPrevious, boolean tellNext) {
        if (closed) {
            return;
        }
        closed = true;
        side.gone(this);
        if (reason == DestroyReason.LIMIT) {
            works.env().count(Counter.CIRCUITS_OVER_LIMIT);
        }
        if (tellPrevious) {
            previous.destroy(reason);
        }
        if (extension != null) {
            extension.abandon(reason);
        }
        if (next != null && tellNext) {
            next.destroy(reason);
        }
        if (edge != null) {
            edge.close(StreamFailure.CIRCUIT_LOST);
        }
        layers.outbound().destroy();
        layers.inbound().destroy();
        Arrays.fill(layers.binding(), (byte) 0);
    }

    /** What comes from the side of the client. */
    private final class FromClient implements LegOwner {
        @Override
        public void cell(int command, byte[] buffer, int body) {
            try {
                outbound(command, buffer, body);
            } catch (WireException | QGateException broken) {
                exceeded(DestroyReason.PROTOCOL);
            }
        }

        @Override
        public void created(byte[] created) {
            exceeded(DestroyReason.PROTOCOL);
        }

        @Override
        public void destroyed(DestroyReason reason) {
            end(reason, false, true);
        }

        @Override
        public void exceeded(DestroyReason reason) {
            RelayCircuit.this.exceeded(reason);
        }

        @Override
        public void writable() {
            if (edge != null) {
                edge.wake();
            }
        }
    }

    /** What comes from the side of the next hop. */
    private final class FromNext implements LegOwner {
        @Override
        public void cell(int command, byte[] buffer, int body) {
            try {
                inbound(command, buffer, body);
            } catch (QGateException exhausted) {
                exceeded(DestroyReason.LIMIT); // a layer after 2^32 cells
            }
        }

        @Override
        public void created(byte[] created) {
            exceeded(DestroyReason.PROTOCOL);
        }

        @Override
        public void destroyed(DestroyReason reason) {
            end(reason, true, false);
        }

        @Override
        public void exceeded(DestroyReason reason) {
            RelayCircuit.this.exceeded(reason);
        }

        @Override
        public void writable() {
            // Nothing is originated in this direction.
        }
    }
}
