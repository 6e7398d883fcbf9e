package org.qgate.blocks;

/**
 * What every block says.
 *
 * @param stream 32 bytes: the digest of the keys that sign it
 * @param sequence from 0, without gaps
 * @param previous digest of the block before, 64 bytes; zeros in the first
 * @param slotMs the beginning of the slot that it stands for, or the first of those
 * @param madeMs when it was made
 * @param commitment to the local random of the next PUBLIC block, 64 bytes
 */
public record BlockHeader(byte[] stream, long sequence, byte[] previous, long slotMs, long madeMs, byte[] commitment) {}
