package org.qgate.blocks;

import java.util.Arrays;
import org.qgate.common.wire.WireWriter;

/** The one encoding of a block. What is read was written so, byte by byte, or is refused with the place. */
public final class BlockCodec {
    private BlockCodec() {}

    /**
     * Returns what is signed: all bytes of a block before its signature.
     *
     * @throws IllegalArgumentException when it would be longer than a block may be
     */
    public static byte[] body(BlockHeader header, Content content) {
        WireWriter inner = new WireWriter();
        content.writeTo(inner);
        int length = Layout.AT_CONTENT + inner.length() + Layout.SIGNATURE;
        if (length > Layout.MAX_BYTES) {
            throw new IllegalArgumentException("a block of " + length + " bytes, at most " + Layout.MAX_BYTES);
        }
        return new WireWriter(length)
                .i32(Layout.MAGIC)
                .u8(Layout.VERSION)
                .u8(content.kind().code())
                .u32(length)
                .bytes(header.stream())
                .i64(header.sequence())
                .bytes(header.previous())
                .i64(header.slotMs())
                .i64(header.madeMs())
                .bytes(header.commitment())
                .bytes(inner.toBytes())
                .toBytes();
    }

    /** Returns the encoding of a content alone. */
    public static byte[] encode(Content content) {
        WireWriter out = new WireWriter();
        content.writeTo(out);
        return out.toBytes();
    }

    /**
     * Reads a content alone.
     *
     * @throws BadBlock with the place in it
     */
    public static Content decode(Kind kind, byte[] encoded) {
        FieldReader in = new FieldReader(encoded, 0, encoded.length);
        Content content = content(in, kind, Layout.MAX_COUNT);
        in.finish();
        return content;
    }

    /** Returns a block's bytes. */
    public static byte[] encode(Block block) {
        return join(body(block.header(), block.content()), block.signature());
    }

    /** Returns a body and its signature as one block. */
    public static byte[] join(byte[] body, byte[] signature) {
        byte[] whole = Arrays.copyOf(body, body.length + Layout.SIGNATURE);
        System.arraycopy(signature, 0, whole, body.length, Layout.SIGNATURE);
        return whole;
    }

    /** Returns the part of a block that is signed. */
    public static byte[] body(byte[] encoded) {
        return Arrays.copyOf(encoded, encoded.length - Layout.SIGNATURE);
    }

    /**
     * Reads a block; verifies nothing.
     *
     * @throws BadBlock with the place for anything that is not the one encoding of a block
     */
    public static Block decode(byte[] encoded) {
        Kind kind = prefix(encoded, encoded.length);
        int end = encoded.length - Layout.SIGNATURE;
        FieldReader in = new FieldReader(encoded, Layout.PREFIX, end);
        BlockHeader header = header(in, kind);
        Content content = content(in, kind, header.sequence());
        in.finish();
        return new Block(header, content, Arrays.copyOfRange(encoded, end, encoded.length));
    }

    /**
     * Checks the first ten bytes of a block.
     *
     * @param available how long the block is
     */
    private static Kind prefix(byte[] start, int available) {
        FieldReader in = new FieldReader(start, 0, start.length);
        long length = length(in);
        if (length != available) {
            throw new BadBlock("length", Layout.AT_LENGTH, length + ", but there are " + available + " bytes");
        }
        return Kind.of(start[Layout.AT_LENGTH - 1] & 255).orElseThrow();
    }

    /**
     * Returns how long the block is that begins so.
     *
     * @param start at least its first ten bytes
     */
    public static int length(byte[] start) {
        return (int) length(new FieldReader(start, 0, start.length));
    }

    private static long length(FieldReader in) {
        if (in.u32("magic", 0, 0xffff_ffffL) != Layout.MAGIC) {
            throw in.bad("not QGSB");
        }
        int version = in.u8("version");
        if (version != Layout.VERSION) {
            throw in.bad(version + ", only " + Layout.VERSION + " is known");
        }
        int kind = in.u8("kind");
        Kind.of(kind).orElseThrow(() -> in.bad(kind + " is none"));
        return in.u32("length", Layout.AT_CONTENT + Layout.SIGNATURE, Layout.MAX_BYTES);
    }

    private static BlockHeader header(FieldReader in, Kind kind) {
        byte[] stream = in.bytes("stream", Layout.STREAM);
        boolean first = kind == Kind.GENESIS;
        long sequence = in.i64("sequence", first ? 0 : 1, first ? 0 : Layout.MAX_COUNT);
        byte[] previous = in.bytes("previous", Layout.DIGEST);
        if (first && !Arrays.equals(previous, new byte[Layout.DIGEST])) {
            throw in.bad("nothing is before the first block");
        }
        long slotMs = in.i64("slot", 0, Layout.MAX_TIME);
        long madeMs = in.i64("made", 0, Layout.MAX_TIME);
        return new BlockHeader(stream, sequence, previous, slotMs, madeMs, in.bytes("commitment", Layout.DIGEST));
    }

    private static Content content(FieldReader in, Kind kind, long sequence) {
        return switch (kind) {
            case GENESIS -> Genesis.read(in);
            case PUBLIC -> PublicValue.read(in);
            case PRIVATE_MANIFEST -> PrivateManifest.read(in);
            case FAILURE -> Failure.read(in);
            case SKIP -> Skip.read(in);
            case RECALL -> Recall.read(in, sequence);
        };
    }
}
