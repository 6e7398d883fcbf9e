package org.qgate.ext.testkit;

/**
 * Quotas of one extender, as its manifest has them; all positive.
 *
 * @param threads of its own
 * @param storeBytes of its space
 * @param streams open at once
 * @param callsPerSecond served and made, each
 * @param bytesPerSecond over streams and calls, each direction, and written to its space
 */
public record Limits(
        int threads,
        long storeBytes,
        int streams,
        int callsPerSecond,
        long bytesPerSecond,
        int randomBytesPerSecond,
        int logLinesPerMinute) {
    /** What a manifest has that names none. */
    public static Limits standard() {
        return new Limits(4, 16L << 20, 64, 1_000, 1 << 20, 1 << 16, 60);
    }

    /** So much that no test notices it, beside threads and streams, which are as {@link #standard} says. */
    public static Limits wide() {
        return new Limits(4, 1L << 40, 64, 1 << 30, 1L << 50, 1 << 30, 1 << 30);
    }
}
