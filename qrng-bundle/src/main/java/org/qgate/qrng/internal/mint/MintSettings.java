package org.qgate.qrng.internal.mint;

/**
 * How blocks are minted.
 *
 * @param slotSeconds length of a slot, 1 to 86,400; another length begins another stream
 * @param keptBytes of blocks are kept at most, about, beside the first block and recalls
 * @param generation another number begins another stream, as must be done after an older copy of the store was restored
 */
public record MintSettings(int slotSeconds, long keptBytes, int generation) {
    /** One value a minute, 256 MiB of blocks. */
    public static final MintSettings DEFAULTS = new MintSettings(60, 256L << 20, 1);
}
