package org.qgate.qrng.internal.deliver.server;

/**
 * Bounds of a server.
 *
 * @param serve whom
 * @param mostLeases at once, 1 to 10,000; anonymous ones have at most half of them
 * @param leaseMs how long a lease lasts, 10 s to a day
 * @param bytesPerSecond most that one subscriber gets, 1 KiB to 10 GB
 * @param quotaBytes most that one subscriber gets in {@code leaseMs}, 1 MiB to 2^50; what waits for the next is told how long
 * @param opensPerSecond leases that are opened a second, all together, 1 to 1,000: each costs some milliseconds of a processor
 * @param mostWaiting requests that may wait for bytes at once, 1 to 64: fewer than the workers that serve
 */
public record ServerSettings(
        Serve serve,
        int mostLeases,
        long leaseMs,
        long bytesPerSecond,
        long quotaBytes,
        int opensPerSecond,
        int mostWaiting) {
    /** What a node begins with: it serves nobody. */
    public static final ServerSettings STANDARD =
            new ServerSettings(Serve.OFF, 64, 3_600_000, 1_000_000_000, 1L << 42, 20, 6);

    /** Checks the bounds. */
    public ServerSettings {
        check("leases", mostLeases, 1, 10_000);
        check("duration of a lease in ms", leaseMs, 10_000, 86_400_000);
        check("bytes a second", bytesPerSecond, 1_024, 10_000_000_000L);
        check("quota in bytes", quotaBytes, 1 << 20, 1L << 50);
        check("leases opened a second", opensPerSecond, 1, 1_000);
        check("waiting requests", mostWaiting, 1, 64);
    }

    private static void check(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + ": " + value + ", allowed: " + least + " to " + most);
        }
    }
}
