package org.qgate.blocks;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Blocks one after the other, as they are exported: each says how long it is. For one thread. */
public final class BlockFile {
    private final InputStream in;
    private long index = -1;
    private long offset;
    private long next;

    /** Reads from a stream, which the caller closes. */
    public BlockFile(InputStream in) {
        this.in = in;
    }

    /** Returns the number of the block that was read last, from 0. */
    public long index() {
        return index;
    }

    /** Returns where it begins in the file. */
    public long offset() {
        return offset;
    }

    /**
     * Reads the next block.
     *
     * @return empty at the end
     * @throws BadBlock when what follows does not begin as a block does, or ends early
     */
    public Optional<byte[]> next() throws IOException {
        byte[] start = in.readNBytes(Layout.PREFIX);
        if (start.length == 0) {
            return Optional.empty();
        }
        index++;
        offset = next;
        int length = BlockCodec.length(start);
        byte[] rest = in.readNBytes(length - start.length);
        if (start.length + rest.length < length) {
            throw new BadBlock(
                    "length", Layout.AT_LENGTH, length + ", but the file ends after " + (start.length + rest.length));
        }
        next = offset + length;
        byte[] block = Arrays.copyOf(start, length);
        System.arraycopy(rest, 0, block, start.length, rest.length);
        return Optional.of(block);
    }
}
