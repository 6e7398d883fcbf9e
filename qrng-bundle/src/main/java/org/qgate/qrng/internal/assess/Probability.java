package org.qgate.qrng.internal.assess;

import java.util.function.DoubleUnaryOperator;

/** What several estimators do with probabilities. */
final class Probability {
    /** The 99.5th percentile of the standard normal distribution, to which the standard's 2.576 is rounded. */
    static final double Z = 2.5758293035489008;

    private static final int STEPS = 200;
    private static final double LOG_2 = Math.log(2);

    private Probability() {}

    static double log2(double value) {
        return Math.log(value) / LOG_2;
    }

    /** Returns the bits of min-entropy of a most likely outcome of this probability; never {@code -0}. */
    static double bits(double probability) {
        return probability >= 1 ? 0 : -log2(probability);
    }

    /** Returns the upper end of the 99 % confidence interval of a proportion seen in so many trials. */
    static double upper(double proportion, long trials) {
        return Math.min(1, proportion + Z * Math.sqrt(proportion * (1 - proportion) / (trials - 1.0)));
    }

    /**
     * Finds where a function that falls between two ends has a value, as near as doubles can say.
     *
     * @return an end when the function does not reach the value between them
     */
    static double whereFalling(DoubleUnaryOperator function, double target, double low, double high) {
        double from = low;
        double to = high;
        double middle = (from + to) / 2;
        for (int step = 0; step < STEPS && middle > from && middle < to; step++) {
            if (function.applyAsDouble(middle) > target) {
                from = middle;
            } else {
                to = middle;
            }
            middle = (from + to) / 2;
        }
        return middle;
    }
}
