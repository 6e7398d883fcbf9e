package org.qgate.sim;

/**
 * What a {@link DelayingForwarder} does to each direction of each connection.
 *
 * @param oneWayMs how much later everything leaves than it came
 * @param stallShare share of segments that are stalled, 0 to 1
 * @param stallMs how much later still a stalled segment leaves, and all that is behind it
 * @param segmentBytes longest segment; each read begins a new one
 * @param bufferBytes how much is on its way at most; beyond it nothing is read, so that the sender feels it
 * @param seed decides which segments are stalled, by connection, direction and number of the segment
 */
public record Delay(int oneWayMs, double stallShare, int stallMs, int segmentBytes, int bufferBytes, long seed) {
    /** Payload of a TCP segment on Linux's loopback: 65,535 - 20 - 32 (RFC 791, RFC 9293, RFC 7323). */
    public static final int LOOPBACK_SEGMENT = 65_483;

    private static final int LEAST_BUFFER = 65_536;

    /** Refuses what no pipe can do. */
    public Delay {
        if (oneWayMs < 0 || stallMs < 0 || stallShare < 0 || stallShare > 1 || segmentBytes < 1) {
            throw new IllegalArgumentException("no such delay: " + oneWayMs + " ms, " + stallShare + " stalled for "
                    + stallMs + " ms, segments of " + segmentBytes + " bytes");
        }
        if (bufferBytes < LEAST_BUFFER) {
            throw new IllegalArgumentException("a buffer has at least " + LEAST_BUFFER + " bytes, not " + bufferBytes);
        }
    }

    /** A long link: 20 ms each way, one segment in a thousand stalled for 200 ms. */
    public static Delay longLink(int segmentBytes, long seed) {
        return new Delay(20, 0.001, 200, segmentBytes, 16 << 20, seed);
    }
}
