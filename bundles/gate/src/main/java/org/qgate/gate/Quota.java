package org.qgate.gate;

/**
 * Bounds of one instance; all positive.
 *
 * @param threads of its own, 1 to 32
 * @param cpuPercent of one core, over ten seconds
 * @param storeBytes of its namespace
 * @param streams open at once
 * @param callsPerSecond served and made, each
 * @param bytesPerSecond over streams and calls, each direction
 */
public record Quota(
        int threads,
        int cpuPercent,
        long storeBytes,
        int streams,
        int callsPerSecond,
        long bytesPerSecond,
        int randomBytesPerSecond,
        int logLinesPerMinute) {}
