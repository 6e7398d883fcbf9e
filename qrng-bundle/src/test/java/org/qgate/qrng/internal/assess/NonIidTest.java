package org.qgate.qrng.internal.assess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.qgate.api.qrng.Assessment;

/** The estimators together. */
class NonIidTest {
    private static final int SAMPLES = NonIid.LEAST;

    @Test
    void shouldAwardNothingToOneValue() {
        Assessment assessment = assess(new byte[SAMPLES], 8);
        assertEquals(0, assessment.assessed());
        assertEquals(0, assessment.original());
        assertEquals(
                "claimed 0.1000 bits a sample, measured 0.0000 of 10000 samples (6.3.1 Most Common Value over samples): "
                        + "the claim does not hold",
                ClaimCheck.of(0.1, assessment).sentence());
    }

    @Test
    void shouldRunTenEstimatorsOverSamplesAndBits() {
        Assessment assessment = assess(random(8), 8);
        assertEquals(17, assessment.estimates().size());
        assertEquals(
                10,
                assessment.estimates().stream()
                        .filter(Assessment.Estimate::overBits)
                        .count());
        assertEquals(
                10,
                assessment.estimates().stream()
                        .map(Assessment.Estimate::section)
                        .distinct()
                        .count());
        assertTrue(assessment.assessed() > 4, () -> "assessed " + assessment.assessed());
        assertEquals(Math.min(assessment.original(), 8 * assessment.bitstring()), assessment.assessed());
    }

    @Test
    void shouldSeeTwoValuesAsBits() {
        byte[] samples = random(1);
        Assessment bits = assess(samples, 1);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (samples[i] == 0 ? 3 : 250);
        }
        Assessment wide = assess(samples, 8);
        assertEquals(10, wide.estimates().size());
        assertEquals(bits.assessed(), wide.assessed());
        assertTrue(wide.estimates().stream().noneMatch(Assessment.Estimate::overBits));
    }

    /** Random bytes, each followed by its complement: half of the entropy, which single symbols do not show. */
    @Test
    void shouldFindThatEverySecondSampleIsKnown() {
        byte[] samples = random(8);
        for (int i = 1; i < samples.length; i += 2) {
            samples[i] = (byte) ~samples[i - 1];
        }
        Assessment assessment = assess(samples, 8);
        assertTrue(assessment.assessed() < 4, () -> "assessed " + assessment.assessed());
    }

    @Test
    void shouldRefuseWhatAreNoSamples() {
        assertThrows(IllegalArgumentException.class, () -> assess(new byte[SAMPLES - 1], 8));
        assertThrows(IllegalArgumentException.class, () -> assess(new byte[NonIid.MOST + 1], 8));
        assertThrows(IllegalArgumentException.class, () -> assess(new byte[SAMPLES], 0));
        assertThrows(IllegalArgumentException.class, () -> assess(new byte[SAMPLES], 9));
        byte[] wide = new byte[SAMPLES];
        wide[7] = 16;
        assertThrows(IllegalArgumentException.class, () -> assess(wide, 4));
    }

    @Test
    void shouldSayHowFarItIsAndStopWhenCancelled() {
        List<Integer> told = new ArrayList<>();
        NonIid.assess(random(8), 8, 0, () -> false, told::add);
        assertEquals(17, told.size());
        assertEquals(told.stream().sorted().toList(), told);
        assertEquals(100, told.get(16));

        List<Integer> before = new ArrayList<>();
        assertThrows(
                CancellationException.class,
                () -> NonIid.assess(random(8), 8, 0, () -> before.size() == 3, before::add));
        assertEquals(3, before.size());
    }

    private static Assessment assess(byte[] samples, int bitsPerSample) {
        return NonIid.assess(samples, bitsPerSample, 0, () -> false, percent -> {});
    }

    private static byte[] random(int bits) {
        byte[] samples = new byte[SAMPLES];
        Random random = new Random(5);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) random.nextInt(1 << bits);
        }
        return samples;
    }
}
