package org.qgate.api.qrng;

import java.util.List;

/**
 * The min-entropy of samples as estimated by SP 800-90B, section 6.3. Estimators see the samples as symbols and, when they
 * have more than one bit, as a string of bits.
 *
 * @param samples how many
 * @param bitsPerSample width of a symbol
 * @param original the lowest estimate over symbols, bits a sample
 * @param bitstring the lowest estimate over bits, bits a bit; as {@code original} for one-bit symbols
 * @param assessed the lowest of {@code original} and {@code bitsPerSample * bitstring}
 * @param estimates each estimator's
 */
public record Assessment(
        long wallMs,
        int samples,
        int bitsPerSample,
        double original,
        double bitstring,
        double assessed,
        List<Estimate> estimates) {
    /** Copies the list. */
    public Assessment {
        estimates = List.copyOf(estimates);
    }

    /**
     * One estimator's result.
     *
     * @param section of SP 800-90B, such as {@code 6.3.1}
     * @param overBits whether it saw bits
     * @param minEntropy bits a symbol seen
     */
    public record Estimate(String section, String name, boolean overBits, double minEntropy) {}
}
