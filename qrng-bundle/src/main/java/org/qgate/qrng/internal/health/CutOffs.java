package org.qgate.qrng.internal.health;

import org.qgate.api.qrng.SourceSpec;

/**
 * From which numbers on the tests of a device find something, at one level. Source: SP 800-90B, sections 4.4.1 and 4.4.2.
 *
 * @param alphaBits −log2 of the probability of a false alarm, a sample
 * @param run shortest run that the repetition count test refuses
 * @param proportion fewest occurrences that the adaptive proportion test refuses; over its window where it cannot refuse
 */
record CutOffs(double alphaBits, int run, int proportion) {
    /** What the standard recommends at most for discarding, 2^-30: the lower end of its range is safest. */
    static final double DISCARD_BITS = 30;

    /** However slow a device is, quarantine asks for this much more than discarding. */
    private static final double LEAST_SEVERE_BITS = 40;

    private static final double SECONDS_A_YEAR = 365.25 * 86_400;
    private static final int BINARY_WINDOW = 1024;
    private static final int WINDOW = 512;

    /** Returns what a window is discarded at. */
    static CutOffs discard(SourceSpec spec) {
        return of(spec, DISCARD_BITS);
    }

    /** Returns what a device is quarantined at: one false alarm in so many years at its rate. */
    static CutOffs severe(SourceSpec spec, double acceptedYears) {
        return of(spec, severeBits(spec.samplesPerSecond(), acceptedYears));
    }

    static double severeBits(long samplesPerSecond, double acceptedYears) {
        double samples = samplesPerSecond * acceptedYears * SECONDS_A_YEAR;
        return Math.max(LEAST_SEVERE_BITS, Math.log(samples) / Math.log(2));
    }

    private static CutOffs of(SourceSpec spec, double bits) {
        double entropy = spec.claimedMinEntropy();
        return new CutOffs(bits, run(entropy, bits), proportion(window(spec.bitsPerSample()), entropy, bits));
    }

    /** Returns the window of the adaptive proportion test. */
    static int window(int bitsPerSample) {
        return bitsPerSample == 1 ? BINARY_WINDOW : WINDOW;
    }

    /** 1 + ⌈−log2 α / H⌉. */
    static int run(double entropy, double alphaBits) {
        return (int) Math.min(Integer.MAX_VALUE, 1 + Math.ceil(alphaBits / entropy));
    }

    /**
     * 1 + critbinom(W, 2^-H, 1 − α). The tail is summed from its far end, smallest first, so that 1 − α is never formed:
     * no digit is lost down to the smallest double.
     */
    static int proportion(int window, double entropy, double alphaBits) {
        double alpha = Math.pow(2, -alphaBits);
        double logOne = -entropy * Math.log(2);
        double logOther = Math.log1p(-Math.pow(2, -entropy));
        double logChoose = 0;
        double tail = 0;
        for (int k = window; k > 0; k--) {
            tail += Math.exp(logChoose + k * logOne + (window - k) * logOther);
            if (tail > alpha) {
                return 1 + k;
            }
            logChoose += Math.log(k) - Math.log(window - k + 1.0);
        }
        return 1;
    }
}
