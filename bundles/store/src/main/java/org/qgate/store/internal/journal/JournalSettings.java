package org.qgate.store.internal.journal;

/**
 * How a journal is made.
 *
 * @param segmentBytes size of its files; a store that exists keeps its own
 * @param newStoreId 16 random bytes that a new store is told apart by
 * @param anchor what the journal has come to at least, as {@link Journal#latest} said; empty when nobody knows
 */
public record JournalSettings(int segmentBytes, byte[] newStoreId, byte[] anchor) {
    /** Smallest segment: a few batches. */
    public static final int MIN_SEGMENT_BYTES = 16 << 10;
    /** Largest segment. */
    public static final int MAX_SEGMENT_BYTES = 1 << 30;

    /** Without an anchor. */
    public JournalSettings(int segmentBytes, byte[] newStoreId) {
        this(segmentBytes, newStoreId, new byte[0]);
    }

    /** Checks the sizes. */
    public JournalSettings {
        if (segmentBytes < MIN_SEGMENT_BYTES || segmentBytes > MAX_SEGMENT_BYTES || segmentBytes % 4096 != 0) {
            throw new IllegalArgumentException("segment of " + segmentBytes + " bytes");
        }
        if (newStoreId.length != Format.STORE_ID_BYTES) {
            throw new IllegalArgumentException("store id of " + newStoreId.length + " bytes");
        }
    }
}
