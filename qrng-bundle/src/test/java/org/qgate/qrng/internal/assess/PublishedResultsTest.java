package org.qgate.qrng.internal.assess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.qgate.api.qrng.Assessment;

/**
 * NIST's six data sets of a million samples and what NIST's program printed of them: every value, those on the way too. Three of them,
 * all with {@code -Dqgate.long=true}.
 */
class PublishedResultsTest {
    private static final double TOLERANCE = 1e-6;
    private static final List<String> SOME = List.of("ringOsc-nist", "truerand_4bit", "normal");
    private static final List<String> OTHERS = List.of("biased-random-bits", "truerand_1bit", "truerand_8bit");

    static Stream<String> names() {
        return Boolean.getBoolean("qgate.long") ? Stream.concat(SOME.stream(), OTHERS.stream()) : SOME.stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldEqualWhatNistPublished(String name) throws IOException {
        Published published = Published.read(name);
        NonIid run = NonIid.run(published.samples(), published.bitsPerSample(), () -> false, percent -> {});
        Map<String, Double> unseen = new HashMap<>(published.lines());
        run.overSymbols().forEach(each -> check("Literal", each, unseen));
        run.overBits().forEach(each -> check("Bitstring", each, unseen));

        Assessment assessment = run.assessment(0);
        assertEquals(unseen.remove("H_original"), assessment.original(), TOLERANCE);
        assertEquals(unseen.remove("Assessed min entropy"), assessment.assessed(), TOLERANCE);
        if (published.bitsPerSample() > 1) {
            assertEquals(unseen.remove("H_bitstring"), assessment.bitstring(), TOLERANCE);
            assertEquals(unseen.remove("Number of Binary Symbols"), 8.0 * 125_000 * published.bitsPerSample());
        }
        assertEquals(Map.of(), unseen, "values that NIST printed and no estimator gave");
        checkClaims(assessment);
    }

    private static void check(String seen, Outcome outcome, Map<String, Double> unseen) {
        Map<String, Double> values = new HashMap<>(outcome.values());
        values.put("min entropy", outcome.minEntropy());
        values.forEach((value, ours) -> {
            String line = seen + " " + outcome.name() + " Estimate: " + value;
            Double theirs = unseen.remove(line);
            assertNotNull(theirs, "NIST printed no " + line);
            assertEquals(theirs, ours, TOLERANCE * Math.max(1e-6, Math.min(1, theirs)), line);
        });
    }

    /** What was measured may be claimed, and not more. */
    private static void checkClaims(Assessment assessment) {
        assertTrue(ClaimCheck.of(assessment.assessed(), assessment).holds());
        ClaimCheck more = ClaimCheck.of(assessment.assessed() + 0.01, assessment);
        assertFalse(more.holds());
        assertEquals(assessment.assessed(), more.credited());
    }
}
