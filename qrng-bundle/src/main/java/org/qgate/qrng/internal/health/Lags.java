package org.qgate.qrng.internal.health;

/**
 * How often samples equal those a short way before: a test of our own against material that comes twice in pieces too short
 * to be known again. With min-entropy H given all that came before, a sample equals any earlier one with a probability of at
 * most 2^-H, so the count has the binomial tail of the adaptive proportion test, for samples that depend on each other too.
 * Each window looks at sixteen distances; twenty windows in a row look at all.
 */
final class Lags {
    /** Distances up to this many samples are looked at. */
    static final int LONGEST = 320;

    static final int COMPARED = 1024;
    private static final int AT_ONCE = 16;

    private final int cutOff;

    Lags(double minEntropy, double alphaBits) {
        cutOff = CutOffs.proportion(COMPARED, minEntropy, alphaBits);
    }

    int cutOff() {
        return cutOff;
    }

    /** Returns the first distance at which too many are equal; 0 for none. */
    int found(byte[] samples, long window) {
        if (samples.length < LONGEST + COMPARED) {
            return 0;
        }
        int first = (int) Math.floorMod(window * AT_ONCE, (long) LONGEST) + 1;
        for (int lag = first; lag < first + AT_ONCE; lag++) {
            if (equal(samples, lag) >= cutOff) {
                return lag;
            }
        }
        return 0;
    }

    private static int equal(byte[] samples, int lag) {
        int differ = 0;
        for (int at = lag; at < lag + COMPARED; at += 8) {
            long here = (long) Words.WORD.get(samples, at);
            long before = (long) Words.WORD.get(samples, at - lag);
            differ += Long.bitCount(Words.nonZero(here ^ before));
        }
        return COMPARED - differ;
    }
}
