package org.qgate.kernel.internal.circuit.stream;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.network.StreamInfo;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.Lease;
import org.qgate.kernel.internal.PortSink;
import org.qgate.kernel.internal.circuit.cell.MessageType;
import org.qgate.kernel.internal.circuit.leg.CellWorks;
import org.qgate.kernel.internal.circuit.settings.Plain;

/**
 * One end of a stream. Until it is joined with a port, what arrives waits; afterwards bytes go
 * from port to cells and from cells to port, each direction with its own credit and its own end.
 */
public final class StreamEnd implements PortSink {
    /** More credit than this is a broken peer: no end ever grants so much. */
    private static final long CREDIT_LIMIT = 1L << 30;

    private final Edge edge;
    private final StreamOwner owner;
    private final int id;
    private final long number;
    private final boolean entry;
    private final long bornNs;
    private final Inflow inflow;
    private long sendCredit = ReceiveCredit.INITIAL_BYTES;
    private long port;
    private boolean connected;
    private boolean eofSent;
    private boolean blocked;
    private boolean closed;
    private long bytesOut;
    private byte[] first = {};

    /** Makes one that is not connected yet; {@link Edge#add} it. */
    public StreamEnd(Edge edge, StreamOwner owner, int id, long number, boolean entry) {
        this(edge, owner, id, number, entry, 0);
    }

    private StreamEnd(Edge edge, StreamOwner owner, int id, long number, boolean entry, long ageMs) {
        this.edge = edge;
        this.owner = owner;
        this.id = id;
        this.number = number;
        this.entry = entry;
        this.bornNs = works().env().clock().monoNs() - ageMs * 1_000_000;
        this.inflow = new Inflow(edge, id);
    }

    private CellWorks works() {
        return edge.works().cells();
    }

    private Lease ports() {
        return works().env().ports();
    }

    /** Returns the id on its circuit. */
    public int id() {
        return id;
    }

    /** Returns the node-wide number. */
    public long number() {
        return number;
    }

    /** Returns the circuit's end that carries it. */
    public Edge edge() {
        return edge;
    }

    /** Whether the other end has said that it is connected, or this one has. */
    public boolean isConnected() {
        return connected;
    }

    /** Whether it was joined with a port. */
    public boolean isSpliced() {
        return port != 0;
    }

    boolean isBlocked() {
        return blocked;
    }

    void blocked(boolean now) {
        blocked = now;
    }

    /** The exit is connected: bytes may flow. */
    public void connected() {
        connected = true;
    }

    /** Joins it with a port of this node's. */
    public void splice(long to) {
        port = to;
        connected = true;
        works().env().attach(port, this);
        inflow.begin(port);
        ports().resume(port);
    }

    // ---- what this end says itself, and what is said to it, before there is a port

    /** Sends bytes before any of a port's, as there is room. */
    public void first(byte[] bytes) {
        first = bytes;
        sendFirst();
    }

    private void sendFirst() {
        if (closed || first.length == 0) {
            return;
        }
        int taken = edge.data(this, first, 0, (int) Math.min(first.length, sendCredit));
        sendCredit -= taken;
        bytesOut += taken;
        first = Arrays.copyOfRange(first, taken, first.length);
        edge.wake();
    }

    /** Returns how many bytes wait for a port. */
    public int waiting() {
        return inflow.waiting();
    }

    /** Returns the first of the bytes that wait for a port. */
    public byte[] peek(int length) {
        return inflow.peek(length);
    }

    /** Drops the first of the bytes that wait: they were not for a port. */
    public void drop(int length) {
        inflow.drop(length);
    }

    // ---- from the port to the circuit

    @Override
    public int received(byte[] bytes, int offset, int length) {
        int taken = edge.data(this, bytes, offset, (int) Math.min(length, sendCredit));
        sendCredit -= taken;
        bytesOut += taken;
        if (taken < length) {
            ports().pause(port);
        }
        edge.wake(); // behind pause: it may be this stream's turn again
        return taken;
    }

    /** The circuit has room again. Returns whether there is something to send. */
    boolean resume() {
        if (first.length > 0 && sendCredit > 0) {
            works().env().after(0, this::sendFirst); // its turn begins when this returns
            return true;
        }
        if (port == 0 || sendCredit == 0) {
            return false;
        }
        ports().resume(port);
        return true;
    }

    boolean creditReceived(long bytes) {
        sendCredit += bytes;
        if (!blocked) {
            resume();
        }
        return sendCredit <= CREDIT_LIMIT;
    }

    @Override
    public void inputClosed() {
        if (!eofSent && !closed) {
            eofSent = true;
            edge.send(MessageType.EOF, id, new byte[0]);
            finishIfDone();
        }
    }

    // ---- from the circuit to the port

    boolean data(byte[] buffer, int offset, int length) {
        boolean fine = inflow.data(buffer, offset, length);
        if (fine && port == 0) {
            owner.arrived(this);
        }
        return fine;
    }

    boolean eofReceived() {
        if (!inflow.complete()) {
            return false;
        }
        finishIfDone();
        return true;
    }

    @Override
    public void writable() {
        inflow.grant();
    }

    // ---- ends

    private void finishIfDone() {
        if (eofSent && inflow.isComplete() && port != 0) {
            leave();
            edge.works().lingering().begin(port);
            port = 0;
            owner.finished(this);
        }
    }

    boolean endReceived(StreamFailure reason) {
        end(reason);
        return true;
    }

    /** The circuit is gone. */
    void circuitLost(StreamFailure reason) {
        end(reason);
    }

    private void end(StreamFailure reason) {
        if (closed) {
            return;
        }
        leave();
        if (port == 0) {
            owner.ended(this, reason);
            return;
        }
        if (inflow.isComplete()) {
            edge.works().lingering().begin(port); // all of it came: let the application have it
        } else {
            ports().abort(port);
        }
        port = 0;
        owner.finished(this);
    }

    /** Ends it from this side, telling the other. */
    public void reset(StreamFailure reason) {
        if (closed) {
            return;
        }
        edge.send(MessageType.END, id, new byte[] {(byte) reason.code()});
        leave();
    }

    /** Ends it from this side silently: its last message said so. */
    public void forget() {
        if (!closed) {
            leave();
        }
    }

    @Override
    public void closed(CloseReason reason) {
        port = 0;
        if (!closed) {
            reset(StreamFailure.RESET);
            owner.finished(this);
        }
    }

    private void leave() {
        closed = true;
        inflow.close();
        edge.remove(this);
    }

    /** Describes it; the circuit is the caller's to name. */
    public StreamInfo info(long circuit) {
        String state =
                closed ? "CLOSED" : !connected ? "CONNECTING" : eofSent || inflow.isComplete() ? "HALF_CLOSED" : "OPEN";
        String side = entry ? "entry" : "exit";
        return new StreamInfo(number, side, circuit, state, inflow.bytes(), bytesOut, sendCredit, ageMs());
    }

    private long ageMs() {
        return (works().env().clock().monoNs() - bornNs) / 1_000_000;
    }

    // ---- hand-over

    Map<String, Object> freeze() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("id", (long) id);
        state.put("number", number);
        state.put("entry", entry);
        state.put("port", port);
        state.put("connected", connected);
        state.put("eofSent", eofSent);
        state.put("sendCredit", sendCredit);
        state.put("inflow", inflow.freeze());
        state.put("first", first.clone());
        state.put("bytesOut", bytesOut);
        state.put("ageMs", ageMs());
        return state;
    }

    static StreamEnd thaw(Edge edge, LongFunction<StreamOwner> owners, Plain state) {
        long number = state.number("number");
        StreamEnd stream = new StreamEnd(
                edge,
                owners.apply(number),
                (int) state.number("id"),
                number,
                state.flag("entry"),
                state.number("ageMs"));
        stream.port = state.number("port");
        stream.connected = state.flag("connected");
        stream.eofSent = state.flag("eofSent");
        stream.sendCredit = state.number("sendCredit");
        stream.inflow.thaw(state.map("inflow"));
        stream.first = state.has("first") ? state.bytes("first") : stream.first;
        stream.bytesOut = state.number("bytesOut");
        return stream;
    }

    /** Goes on after a hand-over: hears of its port again and reads on, whatever stopped it before. */
    public void reopen() {
        if (port != 0) {
            works().env().attach(port, this);
            inflow.resume(port);
            ports().resume(port);
        }
        sendFirst();
    }
}
