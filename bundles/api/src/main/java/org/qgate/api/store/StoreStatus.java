package org.qgate.api.store;

/**
 * Numbers for the operator.
 *
 * @param records keys that have a value
 * @param segments files of the journal
 * @param diskBytes their size
 * @param liveBytes of it what is still needed
 * @param indexBytes memory outside the heap that the index holds
 * @param indexBudgetBytes where writes of new keys are refused
 * @param batches batches written since the store was opened
 * @param commits calls that asked for them: several share a batch
 * @param syncs how often the disk was asked to keep a batch
 * @param footersRead how many key footers were read at opening
 * @param segmentsScanned how many segments were read whole at opening
 * @param discardedBytes what of an unfinished batch was thrown away at opening
 * @param oldestEpoch the oldest epoch of the vault that something kept is still sealed in; 0 when it is not known
 * @param failed why nothing can be written any more, or empty
 */
public record StoreStatus(
        long records,
        int segments,
        long diskBytes,
        long liveBytes,
        long indexBytes,
        long indexBudgetBytes,
        long batches,
        long commits,
        long syncs,
        int footersRead,
        int segmentsScanned,
        long discardedBytes,
        int oldestEpoch,
        String failed) {}
