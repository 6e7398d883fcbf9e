package org.qgate.qrng.internal.assess;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The examples that SP 800-90B, section 6.3, works out at the end of each estimator, to the digits that it prints. */
class WorkedExamplesTest {
    private static final String FORTY = "1000111001010101110011000111001010101110";

    @Test
    void shouldEqualTheExampleOfTheMostCommonValue() {
        Outcome outcome = estimate(new MostCommonValue(), "01120122010110221021");
        assertEquals(0.4, outcome.values().get("p-hat"), 1e-9);
        assertEquals(0.6895, outcome.values().get("p_u"), 5e-5);
        assertEquals(0.5363, outcome.minEntropy(), 1e-4);
    }

    @Test
    void shouldEqualTheExampleOfCollisions() {
        Outcome outcome = estimate(new Collision(), FORTY);
        assertEquals(0.7329, outcome.values().get("p"), 5e-5);
        assertEquals(0.4483, outcome.minEntropy(), 1e-4);
    }

    @Test
    void shouldEqualTheExampleOfMarkov() {
        Outcome outcome = estimate(new Markov(), FORTY);
        assertEquals(0.475, outcome.values().get("P_0"), 1e-9);
        assertEquals(0.389, outcome.values().get("P_{0,0}"), 5e-4);
        assertEquals(0.571, outcome.values().get("P_{1,0}"), 5e-4);
        assertEquals(0.761, outcome.minEntropy(), 5e-4);
    }

    @Test
    void shouldEqualTheExampleOfCompression() {
        Outcome outcome = estimate(new Compression(4), FORTY + "11100011");
        assertEquals(0.5715, outcome.values().get("p"), 5e-4);
        assertEquals(0.1345, outcome.minEntropy(), 5e-4);
    }

    @Test
    void shouldEqualTheExampleOfTuples() {
        Outcome outcome = new TTuple(3)
                .estimate(Repeats.of(symbols("220102012120121001000")))
                .orElseThrow();
        assertEquals(3, outcome.values().get("t"));
        assertEquals(0.273, outcome.minEntropy(), 5e-4);
    }

    @Test
    void shouldEqualTheExampleOfLongestRepeats() {
        Outcome outcome = new LongestRepeat(3)
                .estimate(Repeats.of(symbols("220102012120121001000")))
                .orElseThrow();
        assertEquals(4, outcome.values().get("u"));
        assertEquals(5, outcome.values().get("v"));
        assertEquals(0.6146, outcome.minEntropy(), 5e-4);
    }

    @Test
    void shouldEqualTheExampleOfWindows() {
        Outcome outcome = estimate(new MultiMcw(3, 5, 7, 9), "121021122000");
        assertEquals(0.3908, outcome.minEntropy(), 2e-4);
    }

    @Test
    void shouldEqualTheExampleOfLags() {
        Outcome outcome = estimate(new Lag(3), "2132131312");
        assertEquals(0.735, outcome.minEntropy(), 5e-4);
    }

    @Test
    void shouldEqualTheExampleOfMarkovModels() {
        Outcome outcome = estimate(new MultiMmc(3), "213213131");
        assertEquals(0.0755, outcome.minEntropy(), 1e-4);
    }

    @Test
    void shouldEqualTheExampleOfTheDictionary() {
        Outcome outcome = estimate(new Lz78y(4), "2132131312132");
        assertEquals(0.9868, outcome.values().get("P_global'"), 5e-4);
        assertEquals(0.0191, outcome.minEntropy(), 5e-4);
    }

    private static Outcome estimate(Estimator estimator, String digits) {
        return estimator.estimate(symbols(digits)).orElseThrow();
    }

    private static Symbols symbols(String digits) {
        byte[] samples = new byte[digits.length()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) Character.digit(digits.charAt(i), 10);
        }
        return Symbols.of(samples);
    }
}
