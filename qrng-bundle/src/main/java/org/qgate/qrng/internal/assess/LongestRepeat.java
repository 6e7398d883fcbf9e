package org.qgate.qrng.internal.assess;

import java.util.Map;
import java.util.Optional;

/**
 * Estimates by how many pairs of equal strings there are, of lengths too long for the t-tuple estimate up to the longest repeated
 * substring (LRS). Source: SP 800-90B, section 6.3.6.
 */
final class LongestRepeat {
    private final int often;

    LongestRepeat() {
        this(TTuple.OFTEN);
    }

    /** Makes one with another bound; the standard's example has 3. */
    LongestRepeat(int often) {
        this.often = often;
    }

    /** Estimates; empty when nothing repeats that is longer than what the t-tuple estimate counts. */
    Optional<Outcome> estimate(Repeats repeats) {
        int from = repeats.firstRarerThan(often);
        int longest = repeats.longest();
        if (longest < from) {
            return Optional.empty();
        }
        double likeliest = 0;
        for (int i = from; i <= longest; i++) {
            long strings = repeats.size() - i + 1L;
            double proportion = repeats.pairs(i) / (strings * (strings - 1) / 2.0);
            likeliest = Math.max(likeliest, Math.pow(proportion, 1.0 / i));
        }
        double upper = Probability.upper(likeliest, repeats.size());
        Map<String, Double> values =
                Map.of("u", (double) from, "v", (double) longest, "p-hat", likeliest, "p_u", upper);
        return Optional.of(new Outcome("6.3.6", "LRS", Probability.bits(upper), values));
    }
}
