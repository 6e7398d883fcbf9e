package org.qgate.kernel.internal.link;

/**
 * How much all established links together may receive ([RATE-1]).
 *
 * @param bytesPerSecond 0 for unlimited
 * @param burstBytes how much may come at once after a silence
 */
public record LinkRate(long bytesPerSecond, long burstBytes) {
    /** No limit. */
    public static final LinkRate UNLIMITED = new LinkRate(0, 0);

    /** Whether there is a limit. */
    public boolean limited() {
        return bytesPerSecond > 0;
    }
}
