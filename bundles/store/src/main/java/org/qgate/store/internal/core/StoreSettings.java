package org.qgate.store.internal.core;

import org.qgate.store.internal.journal.JournalSettings;

/**
 * How a store is opened.
 *
 * @param indexBudgetBytes from here on no new key is taken
 * @param indexOutsideHeap whether the index is kept in direct memory
 */
public record StoreSettings(JournalSettings journal, long indexBudgetBytes, boolean indexOutsideHeap) {
    /** 64 MiB. */
    public static final int DEFAULT_SEGMENT_BYTES = 64 << 20;
    /** 128 MiB. */
    public static final long DEFAULT_INDEX_BUDGET_BYTES = 128L << 20;

    private static final long MOST_CACHE_BYTES = 16 << 20;
    private static final int CACHE_SHARE = 8;

    /** How much of the budget values that were read lately may take: an eighth, at most 16 MiB. */
    long cacheBytes() {
        return Math.min(MOST_CACHE_BYTES, indexBudgetBytes / CACHE_SHARE);
    }
}
