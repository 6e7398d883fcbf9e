package org.qgate.kernel.internal.circuit.cell;

import java.util.function.Supplier;
import org.qgate.api.crypto.RandomSource;

/** Random bytes for padding, fetched from the random source in large batches; no byte is given out twice. */
public final class Padding {
    private static final int BATCH_BYTES = 64 * 1024;

    private final Supplier<RandomSource> source;
    private final byte[] batch = new byte[BATCH_BYTES];
    private int used = BATCH_BYTES;

    /** Makes one; the source is asked anew for each batch. */
    public Padding(Supplier<RandomSource> source) {
        this.source = source;
    }

    /** Fills part of an array. */
    public void fill(byte[] out, int offset, int length) {
        if (length > BATCH_BYTES - used) {
            source.get().fill(batch, 0, BATCH_BYTES);
            used = 0;
        }
        System.arraycopy(batch, used, out, offset, length);
        used += length;
    }
}
