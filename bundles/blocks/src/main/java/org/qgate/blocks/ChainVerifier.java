package org.qgate.blocks;

import java.util.Arrays;
import java.util.Optional;

/**
 * Follows one stream, block by block, and refuses the first that does not hold together with those before it. It begins
 * with the stream's first block; right after it blocks may be missing, nowhere else. For one thread.
 */
public final class ChainVerifier {
    private final BlockCrypto crypto;
    private final Optional<byte[]> wanted;
    private final ChainSummary.Builder seen = new ChainSummary.Builder();
    private Genesis genesis;
    private Block last;
    private byte[] lastDigest = new byte[Layout.DIGEST];
    private Optional<byte[]> lastValue = Optional.empty();
    private long coveredMs;

    /** @param wanted the stream that it must be, if that is known */
    public ChainVerifier(BlockCrypto crypto, Optional<byte[]> wanted) {
        this.crypto = crypto;
        this.wanted = wanted;
    }

    /**
     * Takes the next block.
     *
     * @throws BadBlock with the place; then nothing of the block counts
     */
    public Block next(byte[] encoded) {
        Block block = BlockCodec.decode(encoded);
        boolean joins = false;
        if (genesis == null) {
            begin(block);
        } else {
            joins = follow(block);
        }
        byte[] body = BlockCodec.body(encoded);
        Genesis keys = genesis == null ? (Genesis) block.content() : genesis;
        if (!crypto.verify(keys.dualKey(), Digests.DOMAIN, body, block.signature())) {
            throw new BadBlock("signature", body.length, "the stream's keys did not sign this block as it is");
        }
        accept(block, Digests.block(crypto, body), joins);
        return block;
    }

    private void begin(Block block) {
        if (!(block.content() instanceof Genesis first)) {
            throw new BadBlock("kind", Layout.AT_LENGTH - 1, "the first block is not the stream's first");
        }
        byte[] stream = block.header().stream();
        if (!Arrays.equals(stream, Digests.stream(crypto, first.dualKey()))) {
            throw new BadBlock("stream", Layout.AT_STREAM, "not the digest of the keys");
        }
        if (wanted.isPresent() && !Arrays.equals(stream, wanted.get())) {
            throw new BadBlock("stream", Layout.AT_STREAM, "another stream than asked for");
        }
        long slotMs = first.slotSeconds() * 1_000L;
        refuseIf(block.header().slotMs() % slotMs != 0, "slot", Layout.AT_SLOT, "not at the beginning of a slot");
        SlotRules.made(block, slotMs);
    }

    /** Returns whether blocks are missing before it. */
    private boolean follow(Block block) {
        BlockHeader header = block.header();
        BlockHeader before = last.header();
        refuseIf(!Arrays.equals(header.stream(), before.stream()), "stream", Layout.AT_STREAM, "another stream");
        boolean joins = last.kind() == Kind.GENESIS && header.sequence() > 1;
        refuseIf(
                !joins && header.sequence() != before.sequence() + 1,
                "sequence",
                Layout.AT_SEQUENCE,
                header.sequence() + ", expected " + (before.sequence() + 1));
        refuseIf(
                !joins && !Arrays.equals(header.previous(), lastDigest),
                "previous",
                Layout.AT_PREVIOUS,
                "not the digest of the block before");
        long slotMs = genesis.slotSeconds() * 1_000L;
        refuseIf(header.slotMs() % slotMs != 0, "slot", Layout.AT_SLOT, "not at the beginning of a slot");
        SlotRules.slot(block, joins ? Optional.empty() : Optional.of(coveredMs), coveredMs, slotMs);
        refuseIf(
                header.madeMs() < before.madeMs(),
                "made",
                Layout.AT_MADE,
                "time goes backwards: " + header.madeMs() + " after " + before.madeMs());
        SlotRules.made(block, slotMs);
        promise(block, joins);
        return joins;
    }

    private void promise(Block block, boolean joins) {
        byte[] due = last.header().commitment();
        byte[] commitment = block.header().commitment();
        if (!(block.content() instanceof PublicValue found)) {
            refuseIf(
                    !joins && !Arrays.equals(commitment, due),
                    "commitment",
                    Layout.AT_COMMITMENT,
                    "only a PUBLIC block has another than the block before");
            return;
        }
        byte[] stream = block.header().stream();
        byte[] opened = Digests.commitment(crypto, stream, found.localRandom());
        refuseIf(
                !joins && !Arrays.equals(opened, due),
                "local random",
                Layout.AT_CONTENT,
                "not what the commitment of the block before stands for");
        refuseIf(
                Arrays.equals(commitment, opened),
                "commitment",
                Layout.AT_COMMITMENT,
                "commits to the local random that it reveals");
        byte[] before = joins ? found.previousValue() : lastValue.orElse(found.previousValue());
        refuseIf(
                !Arrays.equals(found.previousValue(), before),
                "previous value",
                Layout.AT_CONTENT + Layout.DIGEST,
                "not the value of the PUBLIC block before");
        refuseIf(
                !Arrays.equals(
                        found.value(), Digests.value(crypto, stream, found.previousValue(), found.localRandom())),
                "value",
                Layout.AT_CONTENT + 2 * Layout.DIGEST,
                "does not follow from stream, previous value and local random");
    }

    private void accept(Block block, byte[] digest, boolean joins) {
        if (block.content() instanceof Genesis first) {
            genesis = first;
            lastValue = Optional.of(new byte[Layout.DIGEST]);
            coveredMs = block.header().slotMs();
        }
        if (joins) {
            lastValue = Optional.empty(); // the first value after a gap is taken as it is
            coveredMs = block.header().slotMs();
        }
        if (block.content() instanceof PublicValue found) {
            lastValue = Optional.of(found.value());
        }
        if (block.kind().covers()) {
            coveredMs = SlotRules.lastSlot(block, genesis.slotSeconds() * 1_000L);
        }
        last = block;
        lastDigest = digest;
        seen.add(block, digest, joins);
    }

    private static void refuseIf(boolean wrong, String field, int at, String reason) {
        if (wrong) {
            throw new BadBlock(field, at, reason);
        }
    }

    /** Returns what was verified so far. */
    public ChainSummary summary() {
        return seen.summary();
    }
}
