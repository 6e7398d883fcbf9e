package org.qgate.qrng.internal.assess;

import java.util.Map;
import java.util.Optional;

/** Estimates by how often the most common value occurs. Source: SP 800-90B, section 6.3.1. */
final class MostCommonValue implements Estimator {
    @Override
    public Optional<Outcome> estimate(Symbols symbols) {
        int[] counts = new int[symbols.kinds()];
        int most = 0;
        for (int i = 0; i < symbols.size(); i++) {
            most = Math.max(most, ++counts[symbols.at(i)]);
        }
        double proportion = most / (double) symbols.size();
        double upper = Probability.upper(proportion, symbols.size());
        Map<String, Double> values = Map.of("Mode count", (double) most, "p-hat", proportion, "p_u", upper);
        return Optional.of(new Outcome("6.3.1", "Most Common Value", Probability.bits(upper), values));
    }
}
