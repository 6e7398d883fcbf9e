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
            case 0 -> control(found);
            case 1, 2 -> cell(found, CellSize.LARGE);
            default -> cell(found, CellSize.SMALL);
        }
    }

    private void control(Link found) {
        byte[] body = new byte[8 + (int) random.upTo(3_000)];
        write(body, 0, body.length, next++);
        found.control(ControlType.DIR_DATA, body);
    }

    private void cell(Link found, CellSize size) {
        int at = found.beginCell(size);
        write(found.buffer(), at + CellSize.HEADER, size.body(), next++);
        found.endCell();
    }

    /** Returns the first item of a link as the body of a control message. */
    static byte[] first(int length) {
        byte[] item = new byte[length];
        write(item, 0, length, 0);
        return item;
    }

    /** Writes an item: its number and bytes that follow from it. */
    static void write(byte[] out, int offset, int length, long number) {
        ByteBuffer.wrap(out).putLong(offset, number);
        for (int i = 8; i < length; i++) {
            out[offset + i] = (byte) (number * 31 + i);
        }
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
