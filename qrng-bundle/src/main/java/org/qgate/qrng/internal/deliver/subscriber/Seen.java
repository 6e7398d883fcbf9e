package org.qgate.qrng.internal.deliver.subscriber;

import java.util.Map;
import java.util.TreeMap;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.qrng.internal.deliver.pool.Cursor;

/**
 * Which positions of a server's numbering were taken: each is taken once, over crashes too. Chunks that are under way at
 * the same time may come in any order, so what was taken is kept as ranges, the newest few; whatever is before them counts
 * as taken. Thread-safe.
 */
class Seen {
    /** More ranges than requests can be under way; the oldest give way. */
    private static final int MOST_RANGES = 64;

    private final Cursor cursor;
    private final TreeMap<Long, Long> ranges = new TreeMap<>();
    private long floor = -1;
    private long highest;

    Seen(Cursor cursor) {
        this.cursor = cursor;
    }

    /**
     * Returns the first position that nothing of or behind it was taken.
     *
     * @throws QGateException QG-QRN-0022 when the store does not say
     */
    synchronized long above() {
        load();
        return highest;
    }

    /**
     * Returns what a server is asked to leave out: after a crash what was reserved and perhaps not taken, or else nothing. A
     * server that is behind what was taken for certain is not helped over it: it may be about to send that again.
     */
    synchronized long wish() {
        load();
        return ranges.isEmpty() && cursor.wasCrash() ? floor : 0;
    }

    /**
     * Takes positions; they are durably taken when this returns.
     *
     * @throws QGateException QG-QRN-0033 when one of them was taken before, or may have been; 0022 when it cannot be noted
     */
    synchronized void take(long from, long length) {
        load();
        long end = from + length;
        Map.Entry<Long, Long> before = ranges.lowerEntry(end);
        if (from < floor || before != null && before.getValue() > from) {
            throw new QGateException(
                    QrngError.BAD_CHUNK,
                    "positions " + from + " to " + end + " were used before, or may have been: all before " + floor
                            + " count as used");
        }
        cursor.skipTo(end);
        note(from, end);
    }

    private void note(long from, long end) {
        highest = Math.max(highest, end);
        Map.Entry<Long, Long> before = ranges.floorEntry(from);
        Map.Entry<Long, Long> after = ranges.ceilingEntry(end);
        long first = before != null && before.getValue() == from ? before.getKey() : from;
        long last = after != null && after.getKey() == end ? after.getValue() : end;
        ranges.remove(end);
        ranges.put(first, last);
        while (ranges.size() > MOST_RANGES) {
            floor = ranges.pollFirstEntry().getValue();
        }
    }

    private void load() {
        if (floor < 0) {
            floor = cursor.position();
            highest = floor;
        }
    }

    /** Gives back what was reserved and not taken. */
    synchronized void settle() {
        if (floor >= 0) {
            cursor.settle();
        }
    }
}
