package org.qgate.qrng.internal.flow;

/**
 * What the tests saw in a window.
 *
 * @param samples how many
 * @param longestRun of one value, up to the window's end
 * @param runCutoff from which length a window is discarded
 * @param highestProportion most occurrences of the first value of a window of the adaptive proportion test
 * @param proportionCutoff from which number a window is discarded
 */
public record WindowStatistics(
        int samples, int longestRun, int runCutoff, int highestProportion, int proportionCutoff) {}
