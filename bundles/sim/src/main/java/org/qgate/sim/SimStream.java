package org.qgate.sim;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * One direction of a simulated connection: ordered, cut into random pieces, with a window as TCP has, so a receiver that
 * does not read stops its sender.
 */
final class SimStream {
    /** Bytes on the way or unread at the receiver. */
    static final int WINDOW = 256 * 1024;

    private enum Kind {
        DATA,
        END,
        RESET
    }

    private record Segment(Kind kind, byte[] bytes, long arriveNs) {}

    private final SimConnection from;
    private final SimConnection to;
    private final boolean inside;
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

    /** Makes a direction; {@code inside} one process it takes no time and no weather gets at it. */
    SimStream(SimConnection from, SimConnection to, boolean inside) {
        this.from = from;
        this.to = to;
        this.inside = inside;
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
        return queue.size() >= from.host().world().sendBuffer();
    }

    boolean aboveLow() {
        return queue.size() > from.host().world().sendBuffer() / 4;
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
            world().schedule(link().delayNs(), this::credited);
        }
    }

    private void credited() {
        if (creditOwed > 0 && !world().ways().isCut(to.host(), from.host())) {
            window += creditOwed;
            creditOwed = 0;
            transmit();
        }
    }

    private SimWorld world() {
        return from.host().world();
    }

    private SimLink link() {
        return inside ? SimLink.INSIDE : world().ways().link(from.host(), to.host());
    }

    private void transmit() {
        boolean sent = false;
        while (flushed > 0 && window > 0 && !broken) {
            byte[] piece = queue.take(world().chunk(Math.min(flushed, window)));
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
        SimWorld world = world();
        SimLink link = link();
        SimWeather weather = inside ? SimWeather.CALM : world.ways().weather(from.host(), to.host());
        busyUntilNs = Math.max(world.nowNs(), busyUntilNs);
        if (link.bytesPerSecond() > 0) {
            busyUntilNs += bytes.length * 1_000_000_000L / link.bytesPerSecond();
        }
        long jitter = link.jitterNs() == 0 ? 0 : world.random().upTo(link.jitterNs() + 1);
        long late = weather.lateNs(world.chance(), SimWeather.SEGMENT_AGAIN_NS);
        lastArrivalNs = Math.max(lastArrivalNs, busyUntilNs + link.delayNs() + jitter + late);
        flying.add(new Segment(kind, bytes, lastArrivalNs));
        if (kind == Kind.DATA && weather.resets(world.chance())) {
            world.schedule(lastArrivalNs - world.nowNs(), this::sever);
        }
        world.schedule(lastArrivalNs - world.nowNs(), this::arrive);
    }

    /** A box on the way resets the connection: both ends learn it now. */
    private void sever() {
        from.reset();
        to.reset();
    }

    /** A cut was healed: acknowledgements come through again. */
    void healed() {
        credited();
    }

    /** Hands over what is due, unless the way is cut. */
    void arrive() {
        SimWorld world = world();
        while (begun
                && !flying.isEmpty()
                && flying.peek().arriveNs() <= world.nowNs()
                && !world.ways().isCut(from.host(), to.host())) {
            Segment segment = flying.remove();
            world.trace(to.port() ^ (long) Arrays.hashCode(segment.bytes()) << 32);
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
