package org.qgate.qrng.internal.health;

import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/**
 * How often the first value of each stretch of 512 or 1,024 samples comes in it, over all windows. Source: SP 800-90B,
 * section 4.4.2. For one thread.
 */
final class AdaptiveProportion {
    private final int stretch;
    private byte first;
    private int occurrences;
    private int seen;
    private int highest;

    AdaptiveProportion(int stretch) {
        this.stretch = stretch;
    }

    /** Begins anew. */
    void reset() {
        seen = 0;
        occurrences = 0;
    }

    /** Returns the most occurrences in any stretch that the last window had a part of, up to its end. */
    int highest() {
        return highest;
    }

    /** Counts. */
    void count(byte[] samples) {
        highest = 0;
        int at = 0;
        while (at < samples.length) {
            if (seen == 0) {
                first = samples[at];
                occurrences = 0;
            }
            int part = Math.min(stretch - seen, samples.length - at);
            occurrences += equal(samples, at, at + part, first);
            highest = Math.max(highest, occurrences);
            seen = (seen + part) % stretch;
            at += part;
        }
    }

    private static int equal(byte[] samples, int from, int to, byte value) {
        long wanted = (value & 255) * Words.ONES;
        int words = from + (to - from & -8);
        int differ = 0;
        for (int at = from; at < words; at += 8) {
            differ += Long.bitCount(Words.nonZero((long) Words.WORD.get(samples, at) ^ wanted));
        }
        int equal = words - from - differ;
        for (int at = words; at < to; at++) {
            equal += samples[at] == value ? 1 : 0;
        }
        return equal;
    }

    void freeze(WireWriter out) {
        out.u8(first & 255).u16(occurrences).u16(seen);
    }

    void thaw(WireReader in) {
        first = (byte) in.u8();
        occurrences = in.u16();
        seen = in.u16() % stretch;
    }
}
