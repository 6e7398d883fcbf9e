package org.qgate.blocks;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What verifying a file of blocks came to.
 *
 * @param summary of what holds
 * @param refusal where it breaks; empty when all holds
 */
public record Verification(ChainSummary summary, Optional<Refusal> refusal) {
    /**
     * Where a file breaks.
     *
     * @param block which one of the file, from 0
     * @param offset where that begins in the file
     * @param at which byte of it, from 0
     * @param field as docs/qustream-block.md names it
     */
    public record Refusal(long block, long offset, int at, String field, String reason) {
        /** Returns it in one line. */
        public String place() {
            return "block " + block + ", byte " + at + ": " + field;
        }
    }

    /** Returns whether all holds. */
    public boolean sound() {
        return refusal.isEmpty();
    }

    /** Verifies all blocks of a file; an empty one is refused. */
    public static Verification of(InputStream in, BlockCrypto crypto, Optional<byte[]> stream) throws IOException {
        return of(in, crypto, stream, () -> false);
    }

    /**
     * Verifies all blocks of a file.
     *
     * @param cancelled asked before each block; ends early with what was seen
     */
    public static Verification of(
            InputStream in, BlockCrypto crypto, Optional<byte[]> stream, BooleanSupplier cancelled) throws IOException {
        BlockFile file = new BlockFile(in);
        ChainVerifier chain = new ChainVerifier(crypto, stream);
        try {
            Optional<byte[]> block = file.next();
            while (block.isPresent() && !cancelled.getAsBoolean()) {
                chain.next(block.get());
                block = file.next();
            }
        } catch (BadBlock bad) {
            return new Verification(
                    chain.summary(),
                    Optional.of(new Refusal(file.index(), file.offset(), bad.at(), bad.field(), bad.reason())));
        }
        Optional<Refusal> none = chain.summary().blocks() > 0
                ? Optional.empty()
                : Optional.of(new Refusal(0, 0, 0, "magic", "there is no block"));
        return new Verification(chain.summary(), none);
    }
}
