package org.qgate.ext.contract;

/**
 * Bounds of one host; all positive.
 *
 * @param threads of its own
 * @param cpuPercent of one core
 * @param storeBytes of its space
 * @param streams open at once
 * @param callsPerSecond served and made, each
 * @param bytesPerSecond over streams and calls, each direction, and written to its space
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
