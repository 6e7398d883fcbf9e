package org.qgate.qrng.internal.assess;

import java.util.Map;
import java.util.Optional;

/** Estimates by how long it takes until a bit repeats. For bits. Source: SP 800-90B, section 6.3.2. */
final class Collision implements Estimator {
    @Override
    public Optional<Outcome> estimate(Symbols bits) {
        int at = 0;
        long rounds = 0;
        double squares = 0;
        while (at + 1 < bits.size()) {
            int waited = bits.at(at) == bits.at(at + 1) ? 2 : 3;
            if (at + waited > bits.size()) {
                break;
            }
            rounds++;
            squares += waited * waited;
            at += waited;
        }
        return rounds < 2 ? Optional.empty() : Optional.of(outcome(rounds, at, squares));
    }

    private static Outcome outcome(long rounds, double sum, double squares) {
        double mean = sum / rounds;
        double deviation = Math.sqrt((squares - sum * mean) / (rounds - 1));
        double lower = Math.max(2, mean - Probability.Z * deviation / Math.sqrt(rounds));
        // For two values the equation of step 7 is lower = 2 + 2p - 2p²; above 2.5 it has no solution.
        double p = lower < 2.5 ? 0.5 + Math.sqrt(1.25 - 0.5 * lower) : 0.5;
        Map<String, Double> values = Map.of(
                "v", (double) rounds, "Sum t_i", sum, "X-bar", mean, "sigma-hat", deviation, "X-bar'", lower, "p", p);
        return new Outcome("6.3.2", "Collision", Probability.bits(p), values);
    }
}
