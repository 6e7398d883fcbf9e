package org.qgate.qrng.internal.mint;

import java.util.Arrays;
import org.qgate.blocks.BlockCodec;
import org.qgate.blocks.Kind;
import org.qgate.blocks.Layout;
import org.qgate.blocks.PublicValue;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/**
 * All that the next block needs of those before it. It is durable in the same step as the block that it follows, so there is
 * one next block, whenever the process ends.
 *
 * @param nonce the stream's keys are derived with it: 16 bytes
 * @param stream 32 bytes
 * @param head sequence of the last block
 * @param digest of the last block, 64 bytes
 * @param coveredMs the last slot that is accounted for
 * @param madeMs when the last block was made
 * @param next what the next PUBLIC block will say: secret until then
 * @param keptBytes of all blocks that are kept
 * @param oldest from which sequence on all blocks are kept, beside the first
 */
record ChainState(
        int generation,
        int slotSeconds,
        byte[] nonce,
        byte[] stream,
        long head,
        byte[] digest,
        long coveredMs,
        long madeMs,
        PublicValue next,
        long keptBytes,
        long oldest) {
    private static final int VERSION = 1;
    /** Bytes of a nonce. */
    static final int NONCE = 16;

    long slotMs() {
        return slotSeconds * 1_000L;
    }

    /** Returns whether settings ask for the same stream. */
    boolean fits(MintSettings settings) {
        return generation == settings.generation() && slotSeconds == settings.slotSeconds();
    }

    /** Returns the state after a block. */
    ChainState after(long sequence, byte[] itsDigest, long covered, long made, int bytes) {
        return new ChainState(
                generation,
                slotSeconds,
                nonce,
                stream,
                sequence,
                itsDigest,
                covered,
                made,
                next,
                keptBytes + bytes,
                oldest);
    }

    ChainState with(PublicValue another) {
        return new ChainState(
                generation, slotSeconds, nonce, stream, head, digest, coveredMs, madeMs, another, keptBytes, oldest);
    }

    ChainState pruned(long freed, long from) {
        return new ChainState(
                generation, slotSeconds, nonce, stream, head, digest, coveredMs, madeMs, next, keptBytes - freed, from);
    }

    byte[] encode() {
        return new WireWriter()
                .u8(VERSION)
                .i32(generation)
                .i32(slotSeconds)
                .bytes(nonce)
                .bytes(stream)
                .i64(head)
                .bytes(digest)
                .i64(coveredMs)
                .i64(madeMs)
                .i64(keptBytes)
                .i64(oldest)
                .bytes(BlockCodec.encode(next))
                .toBytes();
    }

    static ChainState decode(byte[] encoded) {
        WireReader in = new WireReader(encoded);
        int version = in.u8();
        if (version != VERSION) {
            throw new IllegalStateException("the chain's state has version " + version);
        }
        int generation = in.i32();
        int slotSeconds = in.i32();
        byte[] nonce = in.bytes(NONCE);
        byte[] stream = in.bytes(Layout.STREAM);
        long head = in.i64();
        byte[] digest = in.bytes(Layout.DIGEST);
        long coveredMs = in.i64();
        long madeMs = in.i64();
        long keptBytes = in.i64();
        long oldest = in.i64();
        byte[] rest = Arrays.copyOfRange(encoded, in.position(), encoded.length);
        PublicValue next = (PublicValue) BlockCodec.decode(Kind.PUBLIC, rest);
        return new ChainState(
                generation, slotSeconds, nonce, stream, head, digest, coveredMs, madeMs, next, keptBytes, oldest);
    }

    /** Tells nothing that is secret. */
    @Override
    public String toString() {
        return "ChainState[head=" + head + "]";
    }
}
