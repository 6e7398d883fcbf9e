package org.qgate.blocks;

/**
 * One block.
 *
 * @param signature Ed25519 and ML-DSA-65 over all bytes before it
 */
public record Block(BlockHeader header, Content content, byte[] signature) {
    /** Returns what it is about. */
    public Kind kind() {
        return content.kind();
    }

    /** Returns how many slots it accounts for. */
    public long slots() {
        return content instanceof Skip skip ? skip.slots() : kind().covers() ? 1 : 0;
    }
}
