package org.qgate.crypto.internal;

import java.nio.ByteBuffer;
import org.qgate.api.crypto.RandomSource;
import org.qgate.crypto.internal.primitive.Hkdf;

/** A deterministic source for vectors: SHA-256(seed as u64 ‖ block number as u64), block after block. */
public final class SeededRandom implements RandomSource {
    private final long seed;
    private long block;
    private byte[] left = {};
    private int at;

    public SeededRandom(long seed) {
        this.seed = seed;
    }

    @Override
    public synchronized void fill(byte[] out, int offset, int length) {
        for (int i = 0; i < length; i++) {
            if (at == left.length) {
                left = Hkdf.sha256(
                        ByteBuffer.allocate(16).putLong(seed).putLong(block++).array());
                at = 0;
            }
            out[offset + i] = left[at++];
        }
    }
}
