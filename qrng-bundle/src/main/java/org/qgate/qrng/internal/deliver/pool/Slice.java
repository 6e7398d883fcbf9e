package org.qgate.qrng.internal.deliver.pool;

import java.util.Arrays;
import org.qgate.qrng.internal.flow.Batch;
import org.qgate.qrng.internal.flow.BatchHeader;

/**
 * Part of a batch that one taker got: nobody else has these bytes, so whoever got it reads them in place and wipes them.
 *
 * @param length at least 1
 */
public record Slice(Batch batch, int offset, int length) {
    /** Returns where they come from. */
    public BatchHeader header() {
        return batch.header();
    }

    /** Overwrites them. */
    public void wipe() {
        Arrays.fill(batch.bytes(), offset, offset + length, (byte) 0);
    }
}
