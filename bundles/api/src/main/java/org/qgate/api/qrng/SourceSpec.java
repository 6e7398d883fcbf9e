package org.qgate.api.qrng;

import java.util.Map;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;

/**
 * A device as an operator names it.
 *
 * @param name 1 to 32 characters of {@code a-z 0-9 -}, the first a letter
 * @param driver which {@link SourceDriver} opens it, by its scheme
 * @param location what the driver opens: a path, or a URL
 * @param provenance what the operator says that it is; the driver and the device may lower it, never raise it
 * @param bitsPerSample 1 to 8: samples lie one in a byte, in its lowest bits
 * @param claimedMinEntropy what its maker claims, bits a sample, over 0 and at most {@code bitsPerSample}
 * @param samplesPerSecond what its maker claims; it sets the false-alarm rate of the tests
 * @param options of the driver, such as {@code pin}: a certificate's SHA-256 in hexadecimal
 */
public record SourceSpec(
        String name,
        String driver,
        String location,
        Provenance provenance,
        int bitsPerSample,
        double claimedMinEntropy,
        long samplesPerSecond,
        Map<String, String> options) {
    private static final String NAME = "[a-z][a-z0-9-]{0,31}";
    private static final long FASTEST = 100_000_000_000L;

    /**
     * Checks.
     *
     * @throws QGateException QG-QRN-0002 naming what is not allowed
     */
    public SourceSpec {
        options = Map.copyOf(options);
        check(name.matches(NAME), "name '" + name + "': 1 to 32 characters of a-z, 0-9 and -, first a letter");
        check(bitsPerSample >= 1 && bitsPerSample <= 8, "bits a sample: " + bitsPerSample + ", not 1 to 8");
        check(
                claimedMinEntropy > 0 && claimedMinEntropy <= bitsPerSample,
                "claimed min-entropy: " + claimedMinEntropy + ", not over 0 and at most " + bitsPerSample);
        check(
                samplesPerSecond >= 1 && samplesPerSecond <= FASTEST,
                "samples a second: " + samplesPerSecond + ", not 1 to " + FASTEST);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new QGateException(QrngError.BAD_SOURCE, otherwise);
        }
    }
}
