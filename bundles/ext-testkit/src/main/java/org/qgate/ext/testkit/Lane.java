package org.qgate.ext.testkit;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** One direction of a stream, with back-pressure and a delay. Guarded by {@link Turns}. */
final class Lane {
    private static final int ROOM = 256 << 10;

    /** Bytes, and from when on they can be read. */
    private record Piece(byte[] bytes, long fromNs) {}

    private final Turns turns;
    private final ArrayDeque<Piece> pieces = new ArrayDeque<>();
    private int held;
    private int taken;
    private boolean ended;
    private boolean broken;

    Lane(Turns turns) {
        this.turns = turns;
    }

    boolean hasRoom() {
        return held < ROOM || broken;
    }

    /** Takes as much as there is room for; returns how much. */
    int write(byte[] from, int offset, int length, long delayMs) {
        int fits = Math.min(length, ROOM - held);
        long at = turns.monoNs() + TimeUnit.MILLISECONDS.toNanos(delayMs);
        pieces.add(new Piece(Arrays.copyOfRange(from, offset, offset + fits), at));
        held += fits;
        if (delayMs > 0) {
            turns.after(TimeUnit.MILLISECONDS.toNanos(delayMs), () -> {});
        }
        turns.changed();
        return fits;
    }

    /** Whether a read returns at once. */
    boolean ready() {
        return broken || ended && pieces.isEmpty() || !pieces.isEmpty() && pieces.peek().fromNs <= turns.monoNs();
    }

    /** Reads what is there; -1 at the end. */
    int read(byte[] into, int offset, int length) {
        int read = 0;
        while (read < length && !pieces.isEmpty() && pieces.peek().fromNs <= turns.monoNs()) {
            byte[] bytes = pieces.peek().bytes;
            int part = Math.min(length - read, bytes.length - taken);
            System.arraycopy(bytes, taken, into, offset + read, part);
            read += part;
            taken += part;
            if (taken == bytes.length) {
                pieces.remove();
                taken = 0;
            }
        }
        held -= read;
        turns.changed();
        return read == 0 && length > 0 ? -1 : read;
    }

    void end() {
        ended = true;
        turns.changed();
    }

    boolean ended() {
        return ended;
    }

    /** Nothing goes through any more. */
    void breakOff() {
        broken = true;
        pieces.clear();
        turns.changed();
    }

    boolean broken() {
        return broken;
    }
}
