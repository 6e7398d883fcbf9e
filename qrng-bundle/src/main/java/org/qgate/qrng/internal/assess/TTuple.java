package org.qgate.qrng.internal.assess;

import java.util.Map;
import java.util.Optional;

/** Estimates by the most frequent strings of each length that still occurs often. Source: SP 800-90B, section 6.3.5. */
final class TTuple {
    /** How often a string has to occur to count. */
    static final int OFTEN = 35;

    private final int often;

    TTuple() {
        this(OFTEN);
    }

    /** Makes one with another bound; the standard's example has 3. */
    TTuple(int often) {
        this.often = often;
    }

    /** Estimates; empty when no value occurs often enough. */
    Optional<Outcome> estimate(Repeats repeats) {
        int longest = repeats.firstRarerThan(often) - 1;
        if (longest == 0) {
            return Optional.empty();
        }
        double likeliest = 0;
        for (int i = 1; i <= longest; i++) {
            double proportion = repeats.most(i) / (repeats.size() - i + 1.0);
            likeliest = Math.max(likeliest, Math.pow(proportion, 1.0 / i));
        }
        double upper = Probability.upper(likeliest, repeats.size());
        Map<String, Double> values = Map.of("t", (double) longest, "p-hat_max", likeliest, "p_u", upper);
        return Optional.of(new Outcome("6.3.5", "t-Tuple", Probability.bits(upper), values));
    }
}
