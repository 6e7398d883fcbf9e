package org.qgate.kernel.internal.link;

import java.nio.ByteBuffer;
import org.qgate.api.crypto.CellSize;
import org.qgate.sim.SimRandom;
import org.qgate.sim.SimWorld;

/** Sends numbered items over a link at random times: cells of both sizes and control messages, mixed. */
final class Traffic {
    private final SimWorld world;
    private final Site from;
    private final long link;
    private final SimRandom random;
    private final long count;
    private final int burst;
    private final int pauseMs;
    private long next;

    Traffic(SimWorld world, Site from, long link, long count, int burst, int pauseMs) {
        this.world = world;
        this.from = from;
        this.link = link;
        this.random = new SimRandom(world.random().next());
        this.count = count;
        this.burst = burst;
        this.pauseMs = pauseMs;
        pump();
    }

    boolean complete() {
        return next == count;
    }

    long sent() {
        return next;
    }

    private void pump() {
        from.links.link(link).ifPresent(found -> from.env.turn(() -> burst(found)));
        if (next < count) {
            world.at(1 + random.upTo(pauseMs), this::pump);
        }
    }

    private void burst(Link found) {
        long most = 1 + random.upTo(burst);
        for (int i = 0; i < most && next < count && found.writable(); i++) {
            item(found);
        }
    }

    private void item(Link found) {
        switch ((int) random.upTo(5)) {
            case 0 -> found.control(ControlType.DIR_DATA, fill(new byte[8 + (int) random.upTo(3_000)], 0, -1));
            case 1, 2 -> cell(found, CellSize.LARGE);
            default -> cell(found, CellSize.SMALL);
        }
    }

    private void cell(Link found, CellSize size) {
        int at = found.beginCell(size);
        fill(found.buffer(), at + CellSize.HEADER, size.body());
        found.endCell();
    }

    /** Writes the next number and bytes that follow from it; -1 fills the array. */
    private byte[] fill(byte[] out, int offset, int length) {
        int end = length < 0 ? out.length : offset + length;
        ByteBuffer.wrap(out).putLong(offset, next);
        for (int i = offset + 8; i < end; i++) {
            out[i] = (byte) (next * 31 + (i - offset));
        }
        next++;
        return out;
    }

    /** Returns the first item of a link as the body of a control message. */
    static byte[] first(int length) {
        byte[] item = new byte[length];
        for (int i = 8; i < length; i++) {
            item[i] = (byte) i;
        }
        return item;
    }

    /** Returns the number of an item after comparing every byte of it. */
    static long check(byte[] in, int offset, int length) {
        long number = ByteBuffer.wrap(in).getLong(offset);
        for (int i = 8; i < length; i++) {
            if (in[offset + i] != (byte) (number * 31 + i)) {
                throw new IllegalStateException("item " + number + " differs at byte " + i);
            }
        }
        return number;
    }
}
