package org.qgate.kernel.internal.circuit.stream;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.qgate.api.crypto.LayerCipher;
import org.qgate.api.network.StreamFailure;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.circuit.cell.BeginBody;
import org.qgate.kernel.internal.circuit.cell.DestroyReason;
import org.qgate.kernel.internal.circuit.cell.MessageType;
import org.qgate.kernel.internal.circuit.congestion.Acknowledgement;
import org.qgate.kernel.internal.circuit.congestion.ReceiveCount;
import org.qgate.kernel.internal.circuit.congestion.SendWindow;
import org.qgate.kernel.internal.circuit.leg.CellWorks;
import org.qgate.kernel.internal.circuit.leg.IntMap;
import org.qgate.kernel.internal.circuit.leg.Leg;
import org.qgate.kernel.internal.circuit.settings.Plain;

/**
 * One end of a circuit: the client, or the last hop. Carries streams and both directions' flow control. A message for a
 * stream that is over is ignored; one for a stream that never was destroys the circuit ([STREAM-7]).
 */
public final class Edge {
    /** What a stream may send in its turn while others wait. */
    private static final int QUANTUM_BYTES = 64 * 1024;

    private final StreamWorks streamWorks;
    private final CellWorks works;
    private final EdgeOwner owner;
    private final Leg leg;
    private final SendWindow window;
    private final ReceiveCount received;
    private final Outbox outbox;
    private final IntMap<StreamEnd> streams = new IntMap<>();
    private final ArrayDeque<StreamEnd> blocked = new ArrayDeque<>();
    private StreamEnd turn;
    private int highestStream;
    private boolean dataSeen;
    private boolean closed;

    /** Makes one without streams. */
    public Edge(StreamWorks streamWorks, EdgeOwner owner, Leg leg, Sealer sealer) {
        this.streamWorks = streamWorks;
        this.works = streamWorks.cells();
        this.owner = owner;
        this.leg = leg;
        this.window = new SendWindow(leg.size(), works.settings().windowBytes());
        this.received = new ReceiveCount(leg.size());
        this.outbox = new Outbox(works, owner, leg, sealer, window);
    }

    StreamWorks works() {
        return streamWorks;
    }

    /** Returns the window of what this end sends. */
    public SendWindow window() {
        return window;
    }

    /** Returns how many streams there are. */
    public int streams() {
        return streams.size();
    }

    /** Returns all streams. */
    public List<StreamEnd> all() {
        return streams.all();
    }

    /** Returns a stream, or null. */
    public StreamEnd find(int id) {
        return streams.find(id);
    }

    /** Returns the highest stream id that was ever used. */
    public int highestStream() {
        return highestStream;
    }

    /** Adds a stream; ids only ever grow. */
    public void add(StreamEnd stream) {
        highestStream = Math.max(highestStream, stream.id());
        streams.put(stream.id(), stream);
    }

    void remove(StreamEnd stream) {
        streams.remove(stream.id());
        blocked.remove(stream);
        if (turn == stream) {
            turn = null;
        }
        if (!closed) {
            wake();
            owner.streamGone();
        }
    }

    /**
     * Asks the other end for a sign of life: to look up a name that every exit refuses at once, without asking anybody
     * ([STREAM-11]). The answer belongs to no stream and is dropped; that it came is what counts.
     */
    public void ask() {
        highestStream++;
        send(MessageType.RESOLVE, highestStream, new BeginBody("localhost", 0).write());
    }

    /** Sends a message of a stream. */
    public void send(int type, int stream, byte[] content) {
        if (!closed) {
            outbox.message(type, stream, content);
        }
    }

    /**
     * Takes stream bytes as far as there is room. Streams that find none queue up and are served in turn, a quantum
     * each while others wait ([SCHED-3]). Call {@link #wake} afterwards.
     */
    int data(StreamEnd stream, byte[] bytes, int offset, int length) {
        boolean served = stream == turn;
        turn = served ? null : turn;
        boolean others = turn != null || !blocked.isEmpty();
        int most = others ? Math.min(length, QUANTUM_BYTES) : length;
        int taken = closed || others && !served ? 0 : outbox.data(stream.id(), bytes, offset, most);
        if (taken < length && !closed && !stream.isBlocked()) {
            stream.blocked(true);
            blocked.add(stream);
        }
        return taken;
    }

    /** There may be room: it is the turn of the stream that waits longest, unless another's has begun. */
    public void wake() {
        while (turn == null && !closed && !blocked.isEmpty() && outbox.mayOpen()) {
            StreamEnd stream = blocked.poll();
            stream.blocked(false);
            turn = stream.resume() ? stream : null;
        }
    }

    /**
     * One message from the other end.
     *
     * @return false when the circuit is being destroyed
     */
    public boolean message(int type, int stream, byte[] buffer, int offset, int length) {
        boolean fine;
        try {
            fine = switch (type) {
                case MessageType.DATA -> data(stream, buffer, offset, length);
                case MessageType.END, MessageType.EOF, MessageType.CREDIT ->
                    ofStream(type, stream, buffer, offset, length);
                case MessageType.SENDME -> sendme(buffer, offset, length);
                case MessageType.BEGIN,
                        MessageType.CONNECTED,
                        MessageType.RESOLVE,
                        MessageType.RESOLVED,
                        MessageType.SERVICE -> owner.opening(type, stream, buffer, offset, length);
                default -> !MessageType.critical(type);
            };
        } catch (WireException malformed) {
            fine = false;
        }
        if (!fine && !closed) {
            owner.exceeded(DestroyReason.PROTOCOL);
        }
        return fine && !closed;
    }

    private boolean data(int id, byte[] buffer, int offset, int length) {
        dataSeen = true;
        StreamEnd stream = streams.find(id);
        return stream == null ? wasUsed(id) : stream.data(buffer, offset, length);
    }

    /** Whether a message may be one that crossed the end of its stream. */
    private boolean wasUsed(int id) {
        return id > 0 && id <= highestStream;
    }

    private boolean ofStream(int type, int id, byte[] buffer, int offset, int length) {
        WireReader in = new WireReader(buffer, offset, length);
        long value =
                switch (type) {
                    case MessageType.END -> in.u8();
                    case MessageType.CREDIT -> in.u32();
                    default -> 0;
                };
        in.finish();
        StreamEnd stream = streams.find(id);
        if (stream == null) {
            return wasUsed(id);
        }
        return switch (type) {
            case MessageType.END -> stream.endReceived(StreamFailure.of((int) value));
            case MessageType.CREDIT -> stream.creditReceived(value);
            default -> stream.eofReceived();
        };
    }

    private boolean sendme(byte[] buffer, int offset, int length) {
        long nowNs = works.env().clock().monoNs();
        if (!window.acknowledged(buffer, offset, length, nowNs, leg.blocked())) {
            works.env().count(Counter.SENDMES_REFUSED);
            return false;
        }
        wake();
        return true;
    }

    /** All messages of a cell were read: acknowledges it when it is due. */
    public void cellDone(LayerCipher layer) {
        if (dataSeen && !closed && received.due()) {
            byte[] tag = new byte[Acknowledgement.TAG];
            layer.tag(tag, 0);
            outbox.message(MessageType.SENDME, tag);
        }
        dataSeen = false;
    }

    /** The circuit is no more: ends all streams. */
    public void close(StreamFailure reason) {
        if (closed) {
            return;
        }
        closed = true;
        for (StreamEnd stream : streams.all()) {
            stream.circuitLost(reason);
        }
    }

    /** A bound is exceeded: ends the circuit. */
    void exceeded(DestroyReason reason) {
        owner.exceeded(reason);
    }

    /** Returns bytes of cells sent. */
    public long bytesSent() {
        return outbox.cells() * leg.size().cell();
    }

    /** Seals what is open, before {@link #freeze}. May end the circuit, when its keys are exhausted. */
    public void settle() {
        outbox.settle();
    }

    /** Returns the whole state, that of its streams included. */
    public Map<String, Object> freeze() {
        return Map.of(
                "window", window.freeze(works.env().clock().monoNs()),
                "received", received.freeze(),
                "cells", outbox.cells(),
                "highest", (long) highestStream,
                "streams", streams.all().stream().map(StreamEnd::freeze).toList());
    }

    /**
     * Takes up what {@link #freeze} returned; {@link StreamEnd#reopen} follows for each stream.
     *
     * @param owners gives the owner of a stream by its number
     */
    public void thaw(Plain state, LongFunction<StreamOwner> owners) {
        window.thaw(state.map("window"), works.env().clock().monoNs());
        received.thaw(state.number("received"));
        outbox.thaw(state.number("cells"));
        state.maps("streams").forEach(stream -> add(StreamEnd.thaw(this, owners, stream)));
        highestStream = (int) state.number("highest");
    }
}
