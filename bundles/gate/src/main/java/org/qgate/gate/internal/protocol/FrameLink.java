package org.qgate.gate.internal.protocol;

import java.util.ArrayDeque;
import java.util.Deque;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.Slab;

/**
 * A stream as frames of calls, both ways, without a thread that waits: what is to be sent queues here, in order. Its owner bounds
 * what it sends. An end that does not take what it asked for, or never finishes a frame, is given up. Event loop only.
 */
final class FrameLink implements PortEnd {
    private static final int CHUNK = 16 * 1024;
    private static final int MUCH = 256 * 1024;
    private static final int MOST_PIECES = 2_048;
    /** How long one frame may take, and how long the other end may take nothing; at least, at most twice that. */
    private static final long PATIENCE_MS = 60_000;

    /** Who sends and gets frames. Event loop only. */
    interface Owner {
        /**
         * A frame came.
         *
         * @throws IllegalArgumentException when it may not come now: the stream is reset
         */
        void frame(CallFrame frame);

        /** The other end sends nothing any more. */
        void ended();

        /** The stream is gone. Comes once. */
        void gone();
    }

    private record Piece(byte[] bytes, Runnable sent) {}

    private final PortDesk desk;
    private final long port;
    private final Owner owner;
    private final FrameReader reader;
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private int taken;
    private long queued;
    private long moved;
    private boolean sending;
    private boolean ending;
    private boolean gone;
    private boolean watching;

    FrameLink(PortDesk desk, long port, CallBytes bytes, Owner owner) {
        this.desk = desk;
        this.port = port;
        this.owner = owner;
        this.reader = new FrameReader(bytes, owner::frame);
    }

    /**
     * Sends a frame.
     *
     * @param sent called once, when the transport has it or the stream is gone
     */
    void send(CallFrame frame, Runnable sent) {
        if (gone || ending) {
            sent.run();
            return;
        }
        byte[] head = frame.head();
        pieces.add(new Piece(head, () -> {}));
        pieces.add(new Piece(frame.body(), sent));
        queued += head.length + frame.body().length;
        if (pieces.size() > MOST_PIECES) {
            abort(); // whoever asks without end takes no answers
        } else {
            writable();
        }
    }

    /** Whether little enough waits to be sent. */
    boolean hasRoom() {
        return queued < MUCH;
    }

    /** Ends the stream after what was sent. */
    void end() {
        if (!ending && !gone) {
            ending = true;
            writable();
        }
    }

    /** Resets the stream. */
    void abort() {
        desk.lease().abort(port);
    }

    @Override
    public void writable() {
        if (sending) {
            return; // somebody who was told that something was sent sends more: below
        }
        sending = true;
        Lease lease = desk.lease();
        while (!pieces.isEmpty() && lease.writable(port)) {
            step(lease);
        }
        lease.flush(port);
        sending = false;
        if (pieces.isEmpty() && ending) {
            lease.shutdownOutput(port);
        }
        watch();
    }

    private void step(Lease lease) {
        Piece first = pieces.getFirst();
        int length = Math.min(CHUNK, first.bytes().length - taken);
        if (length > 0) {
            Slab slab = lease.slab(length);
            System.arraycopy(first.bytes(), taken, slab.array(), slab.offset(), length);
            lease.commit(port, slab, length);
        }
        taken += length;
        queued -= length;
        moved++;
        if (taken == first.bytes().length) {
            taken = 0;
            pieces.removeFirst();
            first.sent().run();
        }
    }

    private void watch() {
        if (!watching && !gone && (!pieces.isEmpty() || reader.unfinished() != 0)) {
            watching = true;
            long movedThen = pieces.isEmpty() ? -1 : moved;
            long unfinishedThen = reader.unfinished();
            desk.lease().schedule(PATIENCE_MS, () -> look(movedThen, unfinishedThen));
        }
    }

    private void look(long movedThen, long unfinishedThen) {
        watching = false;
        boolean stuck = !pieces.isEmpty() && moved == movedThen;
        boolean endless = unfinishedThen != 0 && reader.unfinished() == unfinishedThen;
        if (!gone && (stuck || endless)) {
            abort();
        } else {
            watch();
        }
    }

    @Override
    public int received(byte[] bytes, int offset, int length) {
        try {
            reader.feed(bytes, offset, length);
            watch();
        } catch (IllegalArgumentException malformed) {
            abort();
        }
        return length;
    }

    @Override
    public void inputEnded() {
        if (reader.unfinished() != 0) {
            abort();
        } else {
            owner.ended();
        }
    }

    @Override
    public void gone(boolean inOrder) {
        gone = true;
        reader.forget();
        pieces.forEach(each -> each.sent().run());
        pieces.clear();
        owner.gone();
    }
}
