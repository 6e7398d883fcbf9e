package org.qgate.kernel.internal.circuit.stream;

import java.util.Map;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.Slab;
import org.qgate.common.wire.WireWriter;
import org.qgate.kernel.internal.circuit.cell.MessageType;
import org.qgate.kernel.internal.circuit.leg.CellWorks;
import org.qgate.kernel.internal.circuit.settings.Plain;

/**
 * One stream's way from circuit to port. Bytes wait in {@link EarlyBytes} until there is a port; afterwards they go
 * straight to it, and credit is granted as the port drains.
 */
final class Inflow {
    private final Edge edge;
    private final int stream;
    private final ReceiveCredit credit;
    private final EarlyBytes early;
    private final Runnable flush = this::flush;
    private long port;
    private boolean complete;
    private long bytes;

    Inflow(Edge edge, int stream) {
        this.edge = edge;
        this.stream = stream;
        this.credit =
                new ReceiveCredit(edge.works().budget(), works().env().clock().monoNs());
        this.early = new EarlyBytes(works(), edge);
    }

    private CellWorks works() {
        return edge.works().cells();
    }

    private Lease ports() {
        return works().env().ports();
    }

    /** Returns how many bytes came. */
    long bytes() {
        return bytes;
    }

    /** Whether the other end has sent all it had. */
    boolean isComplete() {
        return complete;
    }

    /** Bytes came. False when they were not allowed. */
    boolean data(byte[] buffer, int offset, int length) {
        if (complete || !credit.take(length)) {
            return false;
        }
        bytes += length;
        if (port == 0) {
            early.add(buffer, offset, length);
        } else {
            write(buffer, offset, length);
        }
        return true;
    }

    int waiting() {
        return early.length();
    }

    byte[] peek(int length) {
        return early.first(length);
    }

    void drop(int length) {
        early.drop(length);
    }

    /** No more will come. False when that was said before. */
    boolean complete() {
        if (complete) {
            return false;
        }
        complete = true;
        if (port != 0) {
            ports().shutdownOutput(port);
        }
        return true;
    }

    /** There is a port: what waited goes to it. */
    void begin(long to) {
        port = to;
        early.drainTo(this::write);
        if (complete) {
            ports().shutdownOutput(port);
        }
    }

    private void write(byte[] buffer, int offset, int length) {
        Slab slab = ports().slab(length);
        System.arraycopy(buffer, offset, slab.array(), slab.offset(), length);
        ports().commit(port, slab, length);
        works().env().atTurnEnd(flush);
    }

    private void flush() {
        if (port != 0) {
            ports().flush(port);
            grant();
        }
    }

    /** Grants what the port has drained, unless it holds bytes back: then it will say when it has room. */
    void grant() {
        if (port == 0 || complete || !ports().writable(port)) {
            return;
        }
        long grant = credit.grant(
                works().settings().streamCreditBytes(), works().env().clock().monoNs());
        if (grant > 0) {
            edge.send(MessageType.CREDIT, stream, new WireWriter(4).u32(grant).toBytes());
        }
    }

    /** The stream is over: nothing goes to the port from here any more. */
    void close() {
        port = 0;
        credit.close();
        early.clear();
    }

    Map<String, Object> freeze() {
        return Map.of("complete", complete, "bytes", bytes, "credit", credit.freeze(), "early", early.copy());
    }

    void thaw(Plain state) {
        complete = state.flag("complete");
        bytes = state.number("bytes");
        credit.thaw(state.longs("credit"));
        byte[] waiting = state.bytes("early");
        early.add(waiting, 0, waiting.length);
    }

    /** Goes on with the port it had before a hand-over. */
    void resume(long to) {
        port = to;
        works().env().atTurnEnd(flush);
    }
}
