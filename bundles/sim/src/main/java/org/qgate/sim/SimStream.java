package org.qgate.sim;

import java.util.ArrayDeque;

/**
 * One direction of a simulated connection: ordered, cut into random pieces, with a window as TCP has, so a receiver that
 * does not read stops its sender.
 */
final class SimStream {
    /** Bytes on the way or unread at the receiver. */
    static final int WINDOW = 256 * 1024;

    private static final int HIGH_WATER = 256 * 1024;
    private static final int LOW_WATER = 64 * 1024;

    private enum Kind {
        DATA,
        END,
        RESET
    }

    private record Segment(Kind kind, byte[] bytes, long arriveNs) {}

    private final SimConnection from;
    private final SimConnection to;
    private final ByteQueue queue = new ByteQueue();
    private final ArrayDeque<Segment> flying = new ArrayDeque<>();
    private int flushed;
    private int window = WINDOW;
    private int creditOwed;
    private long busyUntilNs;
    private long lastArrivalNs;
    private boolean begun;
    private boolean endWanted;
    private boolean endSent;
    private boolean broken;

    SimStream(SimConnection from, SimConnection to) {
        this.from = from;
        this.to = to;
        this.begun = from.listener() == 0;
    }

    /** The other end knows of the connection: what was sent before may arrive. */
    void begin() {
        begun = true;
        arrive();
    }

    int queued() {
        return queue.size();
    }

    boolean full() {
        return queue.size() >= HIGH_WATER;
    }

    boolean aboveLow() {
        return queue.size() > LOW_WATER;
    }

    boolean endSent() {
        return endSent;
    }

    void add(byte[] bytes, int offset, int length) {
        if (!endWanted && !broken) {
            queue.add(bytes, offset, length);
        }
    }

    void flush() {
        flushed = queue.size();
        transmit();
    }

    void end() {
        endWanted = true;
        flush();
    }

    void reset() {
        if (!broken) {
            broken = true;
            queue.drop(queue.size());
            send(Kind.RESET, new byte[0]);
        }
    }

    /** The receiver read bytes; the sender learns it after a delay. */
    void credit(int bytes) {
        if (bytes == 0) {
            return;
        }
        boolean scheduled = creditOwed > 0;
        creditOwed += bytes;
        if (!scheduled) {
            from.host().world().schedule(link().delayNs(), this::credited);
        }
    }

    private void credited() {
        window += creditOwed;
        creditOwed = 0;
        transmit();
    }

    private SimLink link() {
        return from.host().world().linkOf(from.host(), to.host());
    }

    private void transmit() {
        boolean sent = false;
        while (flushed > 0 && window > 0 && !broken) {
            byte[] piece = queue.take(from.host().world().chunk(Math.min(flushed, window)));
            flushed -= piece.length;
            window -= piece.length;
            from.ports().counted(0, piece.length);
            send(Kind.DATA, piece);
            sent = true;
        }
        if (endWanted && !endSent && !broken && queue.size() == 0) {
            endSent = true;
            send(Kind.END, new byte[0]);
            from.outputEnded();
        }
        if (sent) {
            from.drained();
        }
    }

    private void send(Kind kind, byte[] bytes) {
        SimWorld world = from.host().world();
        SimLink link = link();
        busyUntilNs = Math.max(world.nowNs(), busyUntilNs);
        if (link.bytesPerSecond() > 0) {
            busyUntilNs += bytes.length * 1_000_000_000L / link.bytesPerSecond();
        }
        long jitter = link.jitterNs() == 0 ? 0 : world.random().upTo(link.jitterNs() + 1);
        lastArrivalNs = Math.max(lastArrivalNs, busyUntilNs + link.delayNs() + jitter);
        flying.add(new Segment(kind, bytes, lastArrivalNs));
        world.schedule(lastArrivalNs - world.nowNs(), this::arrive);
    }

    /** Hands over what is due, unless the way is cut. */
    void arrive() {
        SimWorld world = from.host().world();
        while (begun
                && !flying.isEmpty()
                && flying.peek().arriveNs() <= world.nowNs()
                && !world.isCut(from.host(), to.host())) {
            Segment segment = flying.remove();
            switch (segment.kind()) {
                case DATA -> {
                    if (!to.arrived(segment.bytes()) && !broken) {
                        broken = true;
                        world.schedule(link().delayNs(), from::reset);
                    }
                }
                case END -> to.inputEnded();
                case RESET -> to.reset();
            }
        }
    }
}
