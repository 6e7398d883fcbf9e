package org.qgate.qrng.internal.assess;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.qgate.api.qrng.Assessment;

/**
 * A claim beside what was measured. The claim is the submitter's estimate of SP 800-90B, section 3.1.3: what is credited is the lower
 * of both.
 *
 * @param claimed bits a sample
 * @param measured bits a sample
 * @param samples that were measured
 * @param limiting the estimate that was the lowest, in words
 */
public record ClaimCheck(double claimed, double measured, int samples, String limiting) {
    /** From how many samples on estimators err less. */
    private static final int MANY = 100_000;

    /** Shares of what there is that estimators find at least, by docs/randomness.md: 0.55 with many samples, 0.45 with fewer. */
    private static final double LEAST_OF_MANY = 0.5;

    private static final double LEAST_OF_FEW = 0.4;

    /** Compares. */
    public static ClaimCheck of(double claimed, Assessment assessment) {
        return new ClaimCheck(claimed, assessment.assessed(), assessment.samples(), limiting(assessment));
    }

    /** Returns whether as much was measured as is claimed. */
    public boolean holds() {
        return measured >= claimed;
    }

    /**
     * Returns whether less was measured than estimators find in independent samples that have what is claimed. Between this and
     * {@link #holds} there is nothing wrong with the device for certain: estimators find less than there is, 5 to 45 %.
     */
    public boolean refuted() {
        return measured < claimed * (samples >= MANY ? LEAST_OF_MANY : LEAST_OF_FEW);
    }

    /** Returns what may be credited to a sample, bits. */
    public double credited() {
        return Math.min(claimed, measured);
    }

    /** Returns the comparison in one sentence, with its numbers. */
    public String sentence() {
        return String.format(
                Locale.ROOT,
                "claimed %.4f bits a sample, measured %.4f of %d samples (%s): the claim %s",
                claimed,
                measured,
                samples,
                limiting,
                verdict());
    }

    private String verdict() {
        if (holds()) {
            return "holds";
        }
        return refuted() ? "does not hold" : "does not hold, by no more than estimators may err";
    }

    private static String limiting(Assessment assessment) {
        List<Assessment.Estimate> estimates = assessment.estimates();
        return estimates.stream()
                .min(Comparator.comparingDouble(each -> perSample(each, assessment)))
                .map(each -> each.section() + " " + each.name() + (each.overBits() ? " over bits" : " over samples"))
                .orElse("no estimate");
    }

    private static double perSample(Assessment.Estimate estimate, Assessment assessment) {
        return estimate.minEntropy() * (estimate.overBits() ? assessment.bitsPerSample() : 1);
    }
}
