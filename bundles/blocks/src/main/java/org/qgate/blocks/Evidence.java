package org.qgate.blocks;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.qgate.common.wire.WireWriter;

/**
 * Two blocks of one stream with one sequence that say different things, both signed: whoever holds the stream's keys said
 * two things to two people. It needs nothing but itself to be verified.
 *
 * @param dualKey the stream's keys
 * @param one the block with the lower digest
 * @param other the one with the higher
 */
public record Evidence(byte[] dualKey, byte[] one, byte[] other) {
    private static final int MAGIC = 0x5147_5345; // "QGSE"
    private static final int VERSION = 1;
    private static final int AT_ONE = 5 + Layout.DUAL_KEY;

    /** Returns whether a file begins as evidence does. */
    public static boolean begins(byte[] start) {
        return start.length >= 4 && new FieldReader(start, 0, 4).u32("magic", 0, 0xffff_ffffL) == MAGIC;
    }

    /**
     * Makes evidence of two blocks.
     *
     * @throws BadBlock when it would prove nothing
     */
    public static Evidence of(byte[] dualKey, byte[] block, byte[] another, BlockCrypto crypto) {
        byte[] digest = Digests.block(crypto, BlockCodec.body(block));
        boolean ascends = Arrays.compareUnsigned(digest, Digests.block(crypto, BlockCodec.body(another))) <= 0;
        Evidence made = ascends ? new Evidence(dualKey, block, another) : new Evidence(dualKey, another, block);
        return verify(made.encode(), crypto, Optional.empty());
    }

    /** Returns its one encoding. */
    public byte[] encode() {
        return new WireWriter(AT_ONE + one.length + other.length)
                .i32(MAGIC)
                .u8(VERSION)
                .bytes(dualKey)
                .bytes(one)
                .bytes(other)
                .toBytes();
    }

    /** Returns the stream's id. */
    public String stream() {
        return Digests.hex(BlockCodec.decode(one).header().stream());
    }

    /** Returns the sequence that both have. */
    public long sequence() {
        return BlockCodec.decode(one).header().sequence();
    }

    /**
     * Verifies an evidence file.
     *
     * @param wanted the stream that it must be of, if that is known
     * @throws BadBlock with the place in the file when it proves nothing
     */
    public static Evidence verify(byte[] encoded, BlockCrypto crypto, Optional<byte[]> wanted) {
        FieldReader in = new FieldReader(encoded, 0, encoded.length);
        if (in.u32("magic", 0, 0xffff_ffffL) != MAGIC) {
            throw in.bad("not QGSE");
        }
        if (in.u8("version") != VERSION) {
            throw in.bad("only " + VERSION + " is known");
        }
        byte[] dualKey = in.bytes("keys", Layout.DUAL_KEY);
        byte[] one = block(encoded, AT_ONE);
        byte[] other = block(encoded, AT_ONE + one.length);
        int end = AT_ONE + one.length + other.length;
        if (end != encoded.length) {
            throw new BadBlock("end", end, (encoded.length - end) + " bytes too many");
        }
        Evidence found = new Evidence(dualKey, one, other);
        found.prove(crypto, wanted);
        return found;
    }

    private static byte[] block(byte[] encoded, int from) {
        byte[] rest = Arrays.copyOfRange(encoded, from, encoded.length);
        return within(from, () -> {
            int length = BlockCodec.length(rest);
            if (length > rest.length) {
                throw new BadBlock("length", Layout.AT_LENGTH, length + ", but " + rest.length + " bytes are left");
            }
            byte[] block = Arrays.copyOf(rest, length);
            BlockCodec.decode(block);
            return block;
        });
    }

    private void prove(BlockCrypto crypto, Optional<byte[]> wanted) {
        byte[] stream = Digests.stream(crypto, dualKey);
        int second = AT_ONE + one.length;
        if (wanted.isPresent() && !Arrays.equals(stream, wanted.get())) {
            throw new BadBlock("keys", 5, "another stream than asked for");
        }
        within(AT_ONE, () -> signed(one, stream, crypto));
        within(second, () -> signed(other, stream, crypto));
        if (BlockCodec.decode(one).header().sequence()
                != BlockCodec.decode(other).header().sequence()) {
            throw new BadBlock("sequence", second + Layout.AT_SEQUENCE, "not that of the first block");
        }
        int order = Arrays.compareUnsigned(
                Digests.block(crypto, BlockCodec.body(one)), Digests.block(crypto, BlockCodec.body(other)));
        if (order >= 0) {
            throw new BadBlock("block", second, order == 0 ? "both say the same" : "the lower digest comes first");
        }
    }

    private byte[] signed(byte[] block, byte[] stream, BlockCrypto crypto) {
        Block read = BlockCodec.decode(block);
        if (!Arrays.equals(read.header().stream(), stream)) {
            throw new BadBlock("stream", Layout.AT_STREAM, "not the digest of the keys");
        }
        byte[] body = BlockCodec.body(block);
        if (!crypto.verify(dualKey, Digests.DOMAIN, body, read.signature())) {
            throw new BadBlock("signature", body.length, "the stream's keys did not sign this block as it is");
        }
        return block;
    }

    private static byte[] within(int from, Supplier<byte[]> step) {
        try {
            return step.get();
        } catch (BadBlock bad) {
            throw new BadBlock(bad.field(), from + bad.at(), bad.reason());
        }
    }
}
