package org.qgate.qrng.internal.health;

import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/**
 * How long one value repeats, over all windows. Source: SP 800-90B, section 4.4.1. Sixty-four samples at a time: a bit for
 * each that equals the one before it, then runs are looked for among bits. For one thread.
 */
final class RepetitionCount {
    private static final int NONE = -1;

    private int last = NONE;
    private int run;
    private int longest;

    /** Told where runs of one length end: places that depend on the samples around them only. */
    interface Ends {
        /** Takes the number of the sample after the run. */
        void at(int index);
    }

    /** Begins anew. */
    void reset() {
        last = NONE;
        run = 0;
    }

    /** Returns the longest run of the last window, up to its end, what stood before it included. */
    int longest() {
        return longest;
    }

    /**
     * Counts.
     *
     * @param marked how long the runs are whose ends are told, 2 to 32; those before the last multiple of 64 are
     */
    void count(byte[] samples, int marked, Ends ends) {
        longest = samples.length == 0 ? 0 : 1;
        int body = samples.length & -64;
        long before = 0;
        for (int at = 0; at < body; at += 64) {
            long equal = equal(samples, at);
            if ((equal | before) != 0) {
                long found = marks(equal, before, marked);
                while (found != 0) {
                    ends.at(at + Long.numberOfTrailingZeros(found));
                    found &= found - 1;
                }
            }
            runs(equal);
            before = equal;
        }
        if (body > 0) {
            last = samples[body - 1] & 255;
        }
        for (int at = body; at < samples.length; at++) {
            one(samples[at] & 255);
        }
    }

    private void one(int sample) {
        run = sample == last ? longer(1) : 1;
        last = sample;
        longest = Math.max(longest, run);
    }

    private long equal(byte[] samples, int at) {
        long first = (long) Words.WORD.get(samples, at);
        long differ = Words.gathered(Words.nonZero(first ^ shifted(samples, at, first)));
        for (int k = 8; k < 64; k += 8) {
            long here = (long) Words.WORD.get(samples, at + k);
            long previous = (long) Words.WORD.get(samples, at + k - 1);
            differ |= Words.gathered(Words.nonZero(here ^ previous)) << k;
        }
        return ~differ;
    }

    /** Returns the eight samples one before. */
    private long shifted(byte[] samples, int at, long first) {
        if (at > 0) {
            return (long) Words.WORD.get(samples, at - 1);
        }
        long previous = last == NONE ? ~first & 255 : last;
        return first << 8 | previous;
    }

    /** Returns a bit for each sample that follows a run of exactly so many. */
    private static long marks(long equal, long before, int marked) {
        long found = ~equal;
        for (int k = 1; k < marked; k++) {
            found &= equal << k | before >>> 64 - k;
        }
        return found & ~(equal << marked | before >>> 64 - marked);
    }

    private void runs(long equal) {
        int lead = Long.numberOfTrailingZeros(~equal);
        if (lead == 64) {
            run = longer(64);
            longest = Math.max(longest, run);
            return;
        }
        if (lead > 0) { // otherwise what ran before ended before
            longest = Math.max(longest, longer(lead));
        }
        longest = Math.max(longest, inside(equal) + 1);
        run = Long.numberOfLeadingZeros(~equal) + 1;
    }

    /** Returns the longest row of ones, or 0 when it is shorter than what is known already. */
    private int inside(long equal) {
        long left = equal;
        int have = 1;
        while (left != 0 && have < longest) {
            int step = Math.min(have, longest - have);
            left &= left >>> step;
            have += step;
        }
        if (left == 0) {
            return 0;
        }
        for (left &= left >>> 1; left != 0; left &= left >>> 1) {
            have++;
        }
        return have;
    }

    /** A device that is stuck for days stays at the largest number. */
    private int longer(int by) {
        return (int) Math.min(Integer.MAX_VALUE, (long) run + by);
    }

    void freeze(WireWriter out) {
        out.i32(last).i32(run);
    }

    void thaw(WireReader in) {
        last = in.i32();
        run = in.i32();
    }
}
