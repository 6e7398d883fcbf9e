package org.qgate.store.internal.journal;

/**
 * Where a record stands.
 *
 * @param offset of its frame in the segment
 * @param length of its frame
 * @param sequence of the change it records
 */
public record Place(int segment, int offset, int length, long sequence) {}
