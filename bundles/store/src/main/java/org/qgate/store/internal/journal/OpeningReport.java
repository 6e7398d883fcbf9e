package org.qgate.store.internal.journal;

/**
 * What opening had to do.
 *
 * @param footersRead segments of which only the footer was read
 * @param segmentsScanned segments that were read whole
 * @param discardedBytes bytes of an unfinished batch, thrown away
 */
public record OpeningReport(int footersRead, int segmentsScanned, long discardedBytes) {}
