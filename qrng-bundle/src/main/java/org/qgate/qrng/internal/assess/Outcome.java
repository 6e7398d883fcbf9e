package org.qgate.qrng.internal.assess;

import java.util.Map;
import org.qgate.api.qrng.Assessment;

/**
 * What one estimator found.
 *
 * @param section of SP 800-90B
 * @param minEntropy bits a symbol
 * @param values on the way to it, named as NIST's program names them
 */
record Outcome(String section, String name, double minEntropy, Map<String, Double> values) {
    Outcome {
        values = Map.copyOf(values);
    }

    Assessment.Estimate estimate(boolean overBits) {
        return new Assessment.Estimate(section, name, overBits, minEntropy);
    }
}
