package org.qgate.qrng.internal.assess;

import java.util.Map;
import java.util.Optional;

/**
 * Estimates by how long ago blocks of six bits were last seen, after Maurer's universal statistic. For bits. Source: SP 800-90B,
 * section 6.3.4.
 */
final class Compression implements Estimator {
    private static final int WIDTH = 6;
    private static final int KINDS = 1 << WIDTH;
    private static final double CORRECTION = 0.5907;
    private static final double NEGLIGIBLE = 1e-18;

    private final int learned;

    Compression() {
        this(1_000);
    }

    /** Makes one that learns so many blocks before it counts; the standard's example learns 4. */
    Compression(int learned) {
        this.learned = learned;
    }

    @Override
    public Optional<Outcome> estimate(Symbols bits) {
        int blocks = bits.size() / WIDTH;
        if (blocks < learned + 2) {
            return Optional.empty();
        }
        double[] log2 = new double[blocks + 1];
        for (int i = 1; i <= blocks; i++) {
            log2[i] = Probability.log2(i);
        }
        int counted = blocks - learned;
        Sum sum = new Sum();
        Sum squares = new Sum();
        int[] seen = new int[KINDS];
        for (int i = 1; i <= blocks; i++) {
            int block = block(bits, i - 1);
            if (i > learned) {
                double distance = log2[i - seen[block]];
                sum.add(distance);
                squares.add(distance * distance);
            }
            seen[block] = i;
        }
        double mean = sum.value / counted;
        double deviation = CORRECTION * Math.sqrt(squares.value / (counted - 1.0) - mean * mean);
        double lower = mean - Probability.Z * deviation / Math.sqrt(counted);
        return Optional.of(outcome(mean, deviation, lower, log2));
    }

    private static int block(Symbols bits, int index) {
        int block = 0;
        for (int i = 0; i < WIDTH; i++) {
            block = block << 1 | bits.at(index * WIDTH + i);
        }
        return block;
    }

    private Outcome outcome(double mean, double deviation, double lower, double[] log2) {
        double even = 1.0 / KINDS;
        double p = even;
        double entropy = 1;
        if (expected(even, log2) > lower) {
            p = Probability.whereFalling(each -> expected(each, log2), lower, even, 1);
            entropy = Probability.bits(p) / WIDTH;
        }
        Map<String, Double> values = Map.of("X-bar", mean, "sigma-hat", deviation, "X-bar'", lower, "p", p);
        return new Outcome("6.3.4", "Compression", entropy, values);
    }

    /** Returns the mean to be expected when one block has this probability and all others share the rest. */
    private double expected(double p, double[] log2) {
        return part(p, log2) + (KINDS - 1) * part((1 - p) / (KINDS - 1), log2);
    }

    /**
     * Returns the function G of step 7 in linear time: the inner sum grows by one term from each outer term to the next, so each
     * term counts as often as outer terms follow.
     */
    private double part(double z, double[] log2) {
        int blocks = log2.length - 1;
        double power = 1 - z;
        Sum inner = new Sum();
        for (int i = 2; i <= learned; i++) {
            inner.add(log2[i] * power);
            power *= 1 - z;
        }
        Sum outer = new Sum();
        outer.add(inner.value * (blocks - learned));
        Sum ends = new Sum();
        for (int i = learned + 1; i <= blocks; i++) {
            double term = log2[i] * power;
            ends.add(term);
            outer.add((blocks - i) * term);
            // What is left is less than a geometric series of the greatest term that can follow.
            if (power * log2[blocks] * (blocks - i) <= NEGLIGIBLE * z * (ends.value + outer.value)) {
                break;
            }
            power *= 1 - z;
        }
        return z * (z * outer.value + ends.value) / (blocks - learned);
    }

    /** A sum of many small terms that loses nothing, after Kahan. */
    private static final class Sum {
        private double value;
        private double lost;

        void add(double term) {
            double corrected = term - lost;
            double next = value + corrected;
            lost = next - value - corrected;
            value = next;
        }
    }
}
