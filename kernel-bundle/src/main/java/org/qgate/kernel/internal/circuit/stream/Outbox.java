package org.qgate.kernel.internal.circuit.stream;

import org.qgate.api.error.QGateException;
import org.qgate.kernel.internal.circuit.cell.CellCommand;
import org.qgate.kernel.internal.circuit.cell.DestroyReason;
import org.qgate.kernel.internal.circuit.cell.MessageArea;
import org.qgate.kernel.internal.circuit.cell.MessageType;
import org.qgate.kernel.internal.circuit.congestion.SendWindow;
import org.qgate.kernel.internal.circuit.leg.CellWorks;
import org.qgate.kernel.internal.circuit.leg.Leg;

/**
 * Packs what one end of a circuit says into as few cells as a turn of the loop allows ([MSG-5]). A full cell leaves at
 * once, the last one when the turn ends. Stream bytes are taken only while window and link have room.
 */
public final class Outbox {
    private final CellWorks works;
    private final EdgeOwner owner;
    private final Leg leg;
    private final Sealer sealer;
    private final SendWindow window;
    private final MessageArea area;
    private final Runnable flush = this::flush;
    private long cells;

    Outbox(CellWorks works, EdgeOwner owner, Leg leg, Sealer sealer, SendWindow window) {
        this.works = works;
        this.owner = owner;
        this.leg = leg;
        this.sealer = sealer;
        this.window = window;
        this.area = new MessageArea(leg.size());
        area.clear(window.crossing());
    }

    /** Returns how many cells left. */
    long cells() {
        return cells;
    }

    /** Appends a message of a stream. */
    void message(int type, int stream, byte[] content) {
        room(MessageType.STREAM_HEADER + content.length);
        area.message(type, stream, content);
        flushLater();
    }

    /** Appends a message without a stream. */
    void message(int type, byte[] content) {
        room(MessageType.HEADER + content.length);
        area.message(type, content, 0, content.length);
        flushLater();
    }

    private void room(int bytes) {
        if (area.room() < bytes) {
            seal();
        }
    }

    /** Takes stream bytes as far as there is room. Returns how many. */
    int data(int stream, byte[] bytes, int offset, int length) {
        int taken = 0;
        while (taken < length && leg.isOpen() && mayAdd()) {
            if (area.takesData(stream)) {
                taken += area.data(stream, bytes, offset + taken, length - taken);
            } else {
                seal();
            }
        }
        flushLater();
        return taken;
    }

    private boolean mayAdd() {
        return area.hasData() || mayOpen();
    }

    /** Whether a cell with stream bytes may be begun. */
    boolean mayOpen() {
        return window.room() && leg.mayOriginate();
    }

    private void flushLater() {
        if (!area.isEmpty()) {
            works.env().atTurnEnd(flush);
        }
    }

    private void flush() {
        if (!area.isEmpty() && leg.isOpen()) {
            seal();
        }
    }

    private void seal() {
        area.pad(works.padding());
        int at = leg.begin();
        try {
            sealer.seal(CellCommand.RELAY, area.body(), leg.buffer(), at);
        } catch (QGateException exhausted) {
            area.clear(false);
            leg.drop();
            owner.exceeded(DestroyReason.LIMIT); // a layer after 2^32 cells ([CGO-6])
            return;
        }
        if (area.hasData()) {
            count();
        }
        area.clear(window.crossing());
        cells++;
        leg.end(CellCommand.RELAY);
    }

    private void count() {
        int slot = window.sent(window.crossing() ? works.env().clock().monoNs() : 0);
        if (slot >= 0) {
            sealer.tag(window.tags(), slot);
        }
    }

    /** Seals what is open, before a hand-over. */
    void settle() {
        flush();
    }

    /** Takes up a state without open cell. */
    void thaw(long cellsBefore) {
        cells = cellsBefore;
        area.clear(window.crossing());
    }
}
