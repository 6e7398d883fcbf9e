package org.qgate.kernel.internal.link;

import org.qgate.api.crypto.CellSize;
import org.qgate.sim.SimWorld;

/** Sends numbered cells of one size over a link whenever it has room. */
final class Flood {
    private final SimWorld world;
    private final Site from;
    private final long link;
    private final CellSize size;
    private boolean running = true;
    private long sent;

    Flood(SimWorld world, Site from, long link, CellSize size) {
        this(world, from, link, size, 0);
    }

    /** Goes on with the numbers of another one. */
    Flood(SimWorld world, Site from, long link, CellSize size, long sent) {
        this.world = world;
        this.from = from;
        this.link = link;
        this.size = size;
        this.sent = sent;
        pump();
    }

    void stop() {
        running = false;
    }

    long sent() {
        return sent;
    }

    private void pump() {
        from.links.link(link).ifPresent(found -> from.env.turn(() -> fill(found)));
        if (running) {
            world.at(1, this::pump);
        }
    }

    private void fill(Link found) {
        while (found.writable()) {
            int at = found.beginCell(size);
            Traffic.write(found.buffer(), at + CellSize.HEADER, size.body(), sent++);
            found.endCell();
        }
    }
}
