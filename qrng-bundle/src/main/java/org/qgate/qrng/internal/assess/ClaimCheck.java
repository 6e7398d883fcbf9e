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
 * @param limiting the estimate that was the lowest, in words
 */
public record ClaimCheck(double claimed, double measured, String limiting) {
    /** Compares. */
    public static ClaimCheck of(double claimed, Assessment assessment) {
        return new ClaimCheck(claimed, assessment.assessed(), limiting(assessment));
    }

    /** Returns whether as much was measured as is claimed. */
    public boolean holds() {
        return measured >= claimed;
    }

    /** Returns what may be credited to a sample, bits. */
    public double credited() {
        return Math.min(claimed, measured);
    }

    /** Returns the comparison in one sentence, with its numbers. */
    public String sentence() {
        return String.format(
                Locale.ROOT,
                "claimed %.4f bits a sample, measured %.4f (%s): the claim %s",
                claimed,
                measured,
                limiting,
                holds() ? "holds" : "does not hold");
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
