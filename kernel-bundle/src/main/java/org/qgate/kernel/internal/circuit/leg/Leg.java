package org.qgate.kernel.internal.circuit.leg;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.qgate.api.crypto.CellSize;
import org.qgate.kernel.internal.circuit.cell.DestroyReason;
import org.qgate.kernel.internal.circuit.settings.Plain;

/**
 * One circuit on one link. Cells are written straight into the link's next record while it takes them and nobody waits;
 * otherwise into this leg's queue, to be sent when its turn comes ([SCHED-1]).
 */
public final class Leg extends Holder {
    /** Cells of this node's own making that may wait; more is left in the application's socket. */
    private static final long BACKLOG_BYTES = 64 * 1024;

    private final Neighbour neighbour;
    private final int id;
    private final CellQueue queue = new CellQueue();
    private CellSize size;
    private LegOwner owner;
    private QueuedCell pending;
    private byte[] target;
    private int at;
    private boolean open = true;
    /** Cells sent lately, fading: who sent least goes first. */
    double activity;

    boolean starved;

    Leg(Neighbour neighbour, int id, CellSize size, LegOwner owner) {
        this.neighbour = neighbour;
        this.id = id;
        this.size = size;
        this.owner = owner;
    }

    /** Returns the link's end of things. */
    public Neighbour neighbour() {
        return neighbour;
    }

    /** Returns the circuit id on this link. */
    public int id() {
        return id;
    }

    /** Returns the cell size of the circuit. */
    public CellSize size() {
        return size;
    }

    /** Whether cells can still be sent. */
    public boolean isOpen() {
        return open;
    }

    /** Returns bytes that wait for the link. */
    public long queuedBytes() {
        return queue.bytes();
    }

    /** Hands the leg to another owner, once the circuit behind it is known. */
    public void owner(LegOwner next, CellSize circuitSize) {
        owner = next;
        size = circuitSize;
    }

    LegOwner owner() {
        return owner;
    }

    /** Makes room for a cell. Returns where in {@link #buffer} its body begins. */
    public int begin() {
        if (open && neighbour.direct()) {
            pending = null;
            at = neighbour.link().beginCell(size);
            target = neighbour.link().buffer();
        } else {
            pending = neighbour.works().pool().take(size);
            at = 0;
            target = pending.bytes;
        }
        return at + CellSize.HEADER;
    }

    /** Returns the array that {@link #begin} spoke of. */
    public byte[] buffer() {
        return target;
    }

    /** The cell begun last is complete. May end the circuit when a bound is exceeded. */
    public void end(int command) {
        header(target, at, command);
        if (pending == null) {
            neighbour.link().endCell();
            neighbour.sent(this);
        } else if (open) {
            enqueue(pending);
        } else {
            neighbour.works().pool().give(pending);
        }
    }

    /** The cell begun last must not leave: what stands in the buffer is wiped. */
    public void drop() {
        Arrays.fill(target, at, at + size.cell(), (byte) 0);
        if (pending != null) {
            neighbour.works().pool().give(pending);
        }
    }

    private void header(byte[] out, int offset, int command) {
        out[offset] = (byte) (id >>> 24);
        out[offset + 1] = (byte) (id >>> 16);
        out[offset + 2] = (byte) (id >>> 8);
        out[offset + 3] = (byte) id;
        out[offset + 4] = (byte) command;
    }

    private void enqueue(QueuedCell cell) {
        boolean first = queue.isEmpty();
        cell.sinceNs = neighbour.works().env().clock().monoNs();
        queue.add(cell);
        if (first) {
            neighbour.waits(this);
        }
        neighbour.works().memory().add(this, cell.bytes.length);
        if (open
                && !neighbour.isFrozen()
                && queue.bytes() > neighbour.works().settings().queueBytes()) {
            owner.exceeded(DestroyReason.LIMIT);
        }
    }

    /** Whether this node may make another cell of its own now; after false, {@link LegOwner#writable} follows. */
    public boolean mayOriginate() {
        if (!open) {
            return false;
        }
        if (roomForOwn()) {
            return true;
        }
        neighbour.starve(this);
        return false;
    }

    boolean roomForOwn() {
        return queue.bytes() < BACKLOG_BYTES || neighbour.direct();
    }

    /** Whether this node's own link holds the circuit back. */
    public boolean blocked() {
        return !queue.isEmpty();
    }

    /** Sends up to so many queued cells. Returns whether more wait. */
    boolean drain(int most) {
        for (int n = 0; n < most && !queue.isEmpty() && neighbour.link().writable(); n++) {
            QueuedCell cell = queue.poll();
            int to = neighbour.link().beginCell(size);
            System.arraycopy(cell.bytes, 0, neighbour.link().buffer(), to, cell.bytes.length);
            neighbour.link().endCell();
            neighbour.sent(this);
            neighbour.works().pool().give(cell);
            neighbour.works().memory().remove(this, cell.bytes.length, queue.bytes());
        }
        return !queue.isEmpty();
    }

    /** Ends this leg and tells the other end why. */
    public void destroy(DestroyReason reason) {
        if (open) {
            close();
            neighbour.sendDestroy(id, reason);
        }
    }

    /** Ends this leg silently: whoever asked for it tells the other end. */
    public void forget() {
        close();
    }

    /** Ends this leg silently: the other end knows, or cannot be told. */
    void close() {
        if (!open) {
            return;
        }
        open = false;
        neighbour.remove(this);
        while (!queue.isEmpty()) {
            QueuedCell cell = queue.poll();
            neighbour.works().memory().remove(this, cell.bytes.length, queue.bytes());
            neighbour.works().pool().give(cell);
        }
    }

    @Override
    protected long oldestNs() {
        return queue.oldestNs();
    }

    @Override
    protected void evict() {
        owner.exceeded(DestroyReason.LIMIT);
    }

    /** Returns where it is and what waits there. */
    public Map<String, Object> freeze() {
        return Map.of("link", neighbour.link().id(), "id", (long) id, "queued", queue.copies());
    }

    /** Takes up what waited before a hand-over. */
    void requeue(Plain state) {
        for (Object cell : open ? state.list("queued") : List.of()) {
            byte[] bytes = (byte[]) cell;
            QueuedCell again = neighbour.works().pool().take(size);
            System.arraycopy(bytes, 0, again.bytes, 0, bytes.length);
            enqueue(again);
        }
    }
}
