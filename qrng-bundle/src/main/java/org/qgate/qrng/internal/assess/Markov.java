package org.qgate.qrng.internal.assess;

import java.util.Map;
import java.util.Optional;

/** Estimates by how bits follow each other: the likeliest of 128. For bits. Source: SP 800-90B, section 6.3.3. */
final class Markov implements Estimator {
    private static final int LENGTH = 128;

    @Override
    public Optional<Outcome> estimate(Symbols bits) {
        long[][] follows = new long[2][2];
        for (int i = 1; i < bits.size(); i++) {
            follows[bits.at(i - 1)][bits.at(i)]++;
        }
        int last = bits.at(bits.size() - 1);
        long zeros = follows[0][0] + follows[0][1] + (last == 0 ? 1 : 0);
        double p0 = zeros / (double) bits.size();
        double p1 = 1 - p0;
        double p00 = share(follows[0][0], follows[0]);
        double p01 = share(follows[0][1], follows[0]);
        double p10 = share(follows[1][0], follows[1]);
        double p11 = share(follows[1][1], follows[1]);
        double least = LENGTH;
        least = Math.min(least, cost(p0, p00, LENGTH - 1, 1, 0));
        least = Math.min(least, cost(p0, p01, LENGTH / 2, p10, LENGTH / 2 - 1));
        least = Math.min(least, cost(p0, p01, 1, p11, LENGTH - 2));
        least = Math.min(least, cost(p1, p10, 1, p00, LENGTH - 2));
        least = Math.min(least, cost(p1, p10, LENGTH / 2, p01, LENGTH / 2 - 1));
        least = Math.min(least, cost(p1, p11, LENGTH - 1, 1, 0));
        Map<String, Double> values = Map.of(
                "P_0",
                p0,
                "P_1",
                p1,
                "P_{0,0}",
                p00,
                "P_{0,1}",
                p01,
                "P_{1,0}",
                p10,
                "P_{1,1}",
                p11,
                "p-hat_max",
                Math.pow(2, -least));
        return Optional.of(new Outcome("6.3.3", "Markov", Math.min(1, least / LENGTH), values));
    }

    private static double share(long count, long[] of) {
        long all = of[0] + of[1];
        return all == 0 ? 0 : count / (double) all;
    }

    /** Returns the bits of a sequence: its first bit, and two kinds of steps so often; infinite when it cannot be. */
    private static double cost(double first, double step, int steps, double other, int others) {
        return Probability.bits(first) + steps * Probability.bits(step) + others * Probability.bits(other);
    }
}
