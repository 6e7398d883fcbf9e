package org.qgate.qrng.internal.assess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qgate.api.qrng.Assessment;

/** Two of NIST's data sets: what looks well by counting values does not hold, what the ten estimators found does. */
class ClaimCheckTest {
    @ParameterizedTest
    @CsvSource({
        "ringOsc-nist, 0.99, 6.3.2 Collision over samples, true",
        "biased-random-bits, 0.028, 6.3.4 Compression over samples, false"
    })
    void shouldRefuseAClaimAndTakeWhatWasMeasured(String name, double claim, String limiting, boolean certain)
            throws IOException {
        Published published = Published.read(name);
        Assessment assessment =
                NonIid.assess(published.samples(), published.bitsPerSample(), 0, () -> false, percent -> {});
        double measured = published.lines().get("Assessed min entropy");

        // The most common value alone would have let it pass.
        assertTrue(claim <= assessment.estimates().get(0).minEntropy());
        ClaimCheck refused = ClaimCheck.of(claim, assessment);
        assertFalse(refused.holds());
        assertEquals(certain, refused.refuted());
        assertEquals(measured, refused.measured(), 1e-6);
        assertEquals(measured, refused.credited(), 1e-6);
        assertEquals(limiting, refused.limiting());
        assertTrue(ClaimCheck.of(3 * measured, assessment).refuted());

        ClaimCheck taken = ClaimCheck.of(Math.floor(measured * 1e6) / 1e6, assessment);
        assertTrue(taken.holds());
        assertFalse(taken.refuted());
        assertEquals(taken.claimed(), taken.credited());
    }

    @ParameterizedTest
    @CsvSource({"1000000, 0.51, false", "1000000, 0.49, true", "10000, 0.41, false", "10000, 0.39, true"})
    void shouldAllowForWhatEstimatorsErr(int samples, double measured, boolean refuted) {
        Assessment assessment = new Assessment(0, samples, 1, measured, measured, measured, List.of());
        ClaimCheck check = ClaimCheck.of(1, assessment);
        assertFalse(check.holds());
        assertEquals(refuted, check.refuted());
        assertEquals(!refuted, check.sentence().contains("may err"));
    }
}
