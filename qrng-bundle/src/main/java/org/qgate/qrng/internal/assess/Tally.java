package org.qgate.qrng.internal.assess;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts how often predictions were right, in all and one after the other, and estimates by the more telling of the two. Source:
 * SP 800-90B, sections 6.3.7 to 6.3.10, the steps that all predictors share.
 */
final class Tally {
    /** How likely it has to be that no longer run comes. */
    private static final double LOG_CONFIDENCE = Math.log(0.99);

    private static final int STEPS = 1_000;

    private long predictions;
    private long right;
    private long run;
    private long longest;

    /** Counts a prediction. */
    void add(boolean wasRight) {
        predictions++;
        if (wasRight) {
            right++;
            longest = Math.max(longest, ++run);
        } else {
            run = 0;
        }
    }

    /** Counts a symbol that nothing was predicted for; as in NIST's program that ends no run. */
    void none() {
        predictions++;
    }

    /** Estimates for so many possible values. */
    Outcome outcome(String section, String name, int kinds) {
        long run = longest + 1;
        double global = right / (double) predictions;
        double globalUpper = right > 0 ? Probability.upper(global, predictions) : 1 - Math.pow(0.01, 1.0 / predictions);
        double likeliest = Math.max(1.0 / kinds, globalUpper);
        Map<String, Double> values = new HashMap<>();
        values.put("C", (double) right);
        values.put("r", (double) run);
        values.put("N", (double) predictions);
        values.put("P_global", global);
        values.put("P_global'", globalUpper);
        if (likeliest < 1 && logWithoutRun(likeliest, run) > LOG_CONFIDENCE) {
            likeliest = Probability.whereFalling(p -> logWithoutRun(p, run), LOG_CONFIDENCE, likeliest, 1);
            values.put("P_local", likeliest);
        }
        return new Outcome(section, name, Probability.bits(likeliest), values);
    }

    /**
     * Returns the logarithm of the probability that no run of right predictions is so long when each is right with probability p.
     * Source: SP 800-90B, section 6.3.7, step 6, after Feller; {@code y} is its x less one, which keeps all digits.
     */
    private double logWithoutRun(double p, long run) {
        double q = 1 - p;
        double factor = q * Math.pow(p, run);
        double y = 0;
        for (int step = 0; step < STEPS; step++) {
            double next = factor * Math.exp((run + 1) * Math.log1p(y));
            if (next - y <= Math.ulp(next)) {
                break;
            }
            y = next;
        }
        double above = 1 - p * y / q;
        double below = 1 - run * y;
        if (above <= 0 || below <= 0) {
            return Double.NEGATIVE_INFINITY;
        }
        return Math.log(above) - Math.log(below) - (predictions + 1) * Math.log1p(y);
    }
}
