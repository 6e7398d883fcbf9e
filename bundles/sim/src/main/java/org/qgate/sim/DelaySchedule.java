package org.qgate.sim;

import java.util.ArrayList;
import java.util.List;

/** Says when what was read in one direction of one connection leaves again: in order, later, some of it much later. */
final class DelaySchedule {
    private static final long NS_PER_MS = 1_000_000;
    private static final int DOUBLE_BITS = 53;

    /** So many bytes leave at this time, after all before them. */
    record Departure(int bytes, long atNs) {}

    private final Delay delay;
    private final SimRandom random;
    private long notBeforeNs = Long.MIN_VALUE;
    private long stalled;

    DelaySchedule(Delay delay, long connection, boolean toTarget) {
        this.delay = delay;
        this.random = new SimRandom(new SimRandom(delay.seed() + 2 * connection + (toTarget ? 1 : 0)).next());
    }

    /** Schedules a read of {@code length} bytes; segments that leave together come as one departure. */
    List<Departure> read(int length, long nowNs) {
        List<Departure> departures = new ArrayList<>(1);
        int from = 0;
        for (int at = 0; at < length; at += delay.segmentBytes()) {
            if (!stalls()) {
                continue;
            }
            if (at > from) {
                departures.add(leave(at - from, nowNs));
                from = at;
            }
            notBeforeNs = Math.max(notBeforeNs, nowNs + (delay.oneWayMs() + delay.stallMs()) * NS_PER_MS);
            stalled++;
        }
        departures.add(leave(length - from, nowNs));
        return departures;
    }

    private Departure leave(int bytes, long nowNs) {
        notBeforeNs = Math.max(notBeforeNs, nowNs + delay.oneWayMs() * NS_PER_MS);
        return new Departure(bytes, notBeforeNs);
    }

    private boolean stalls() {
        return (random.next() >>> Long.SIZE - DOUBLE_BITS) * 0x1p-53 < delay.stallShare();
    }

    long stalled() {
        return stalled;
    }
}
