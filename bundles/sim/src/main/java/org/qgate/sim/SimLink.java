package org.qgate.sim;

/**
 * How a way between two hosts behaves, each direction alike.
 *
 * @param delayNs one-way delay
 * @param jitterNs up to so much is added at random; order within a connection is kept
 * @param bytesPerSecond bandwidth of each connection and direction, 0 for unlimited
 */
public record SimLink(long delayNs, long jitterNs, long bytesPerSecond) {
    /** One millisecond, no jitter, unlimited. */
    public static final SimLink DEFAULT = new SimLink(1_000_000, 0, 0);

    /** No way at all: within one process. */
    static final SimLink INSIDE = new SimLink(0, 0, 0);

    /** Makes a link from milliseconds, without a bandwidth limit. */
    public static SimLink ofMs(long delayMs, long jitterMs) {
        return new SimLink(delayMs * 1_000_000, jitterMs * 1_000_000, 0);
    }
}
