package org.qgate.qrng.internal.health;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/**
 * Finds samples that came before: whole windows among the last 4,096, material of any alignment among the places that are
 * remembered, and patterns of a short period. Tests of our own: repetition count and adaptive proportion pass a pattern
 * whose values are all equally frequent. For one thread.
 *
 * <p>What is compared has at least {@value #LEAST_BITS} bits of claimed min-entropy, so that with all that is remembered a
 * sound device is found guilty less than once in 2^70 samples.
 */
final class Repeats {
    /** So many windows are remembered. */
    static final int WINDOWS = 4096;
    /** Periods up to this many samples are looked for in each window. */
    static final int LONGEST_PERIOD = 2048;

    private static final int LEAST_BITS = 84;
    private static final int LONGEST_PLACE = 1024;
    /** Lengths of runs whose ends are places, by width: one place in 60 to 4,000 samples when all values are as likely. */
    private static final int[] MARKED = {0, 9, 5, 4, 3, 3, 3, 2, 2};

    /** A window that was seen. */
    private record Seen(long low, long number) {}

    private final int marked;
    private final int place;
    private final double minEntropy;
    private final Map<Long, Seen> windows = new LinkedHashMap<>();
    private final Anchors anchors = new Anchors();
    private final long[] fingerprint = new long[2];

    Repeats(int bits, double minEntropy) {
        this.minEntropy = minEntropy;
        marked = MARKED[bits];
        place = place(minEntropy);
    }

    /** Returns how many samples are compared at a place, a multiple of 8, at least 16. */
    static int place(double minEntropy) {
        return (int) Math.max(16, Math.min(1 << 20, Math.ceil(LEAST_BITS / minEntropy / 8) * 8));
    }

    /** Returns the length of runs whose ends are places. */
    int marked() {
        return marked;
    }

    /** Returns whether a device's entropy is enough to tell repeats from chance within {@value #LONGEST_PLACE} samples. */
    boolean comparesPlaces() {
        return place <= LONGEST_PLACE;
    }

    /** Returns whether what stands before an index was seen before, and remembers it. */
    boolean seen(byte[] samples, int end, WindowSum sums) {
        if (end < place) {
            return false; // a part of it is in another window
        }
        sums.part(samples, end - place, end, fingerprint);
        return anchors.known(fingerprint);
    }

    /** Returns the number of the earlier window that was the same, and remembers this one. */
    Optional<Long> seen(WindowSum sum, long number, int samples) {
        if (samples * minEntropy < LEAST_BITS) {
            return Optional.empty();
        }
        Seen same = windows.get(sum.high());
        if (same != null && same.low() == sum.low()) {
            return Optional.of(same.number());
        }
        remember(sum.high(), new Seen(sum.low(), number));
        return Optional.empty();
    }

    private void remember(long high, Seen seen) {
        windows.put(high, seen);
        if (windows.size() > WINDOWS) {
            Iterator<Long> oldest = windows.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** Returns after how many samples a window's beginning comes again; 0 when it does not within the longest period. */
    int period(byte[] samples) {
        if (!comparesPlaces()) {
            return 0;
        }
        int last = Math.min(LONGEST_PERIOD, samples.length - place);
        if (last < 1) {
            return 0;
        }
        long beginning = (long) Words.WORD.get(samples, 0);
        for (int at = 1; at <= last; at++) {
            if ((long) Words.WORD.get(samples, at) == beginning
                    && Arrays.equals(samples, 0, place, samples, at, at + place)) {
                return at;
            }
        }
        return 0;
    }

    void freeze(WireWriter out) {
        out.u16(windows.size());
        windows.forEach((high, seen) -> out.i64(high).i64(seen.low()).i64(seen.number()));
        anchors.freeze(out);
    }

    void thaw(WireReader in) {
        int count = in.u16();
        windows.clear();
        for (int i = 0; i < count; i++) {
            remember(in.i64(), new Seen(in.i64(), in.i64()));
        }
        anchors.thaw(in);
    }
}
