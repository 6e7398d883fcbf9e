package org.qgate.sim;

import org.qgate.api.crypto.RandomSource;

/** Repeatable numbers: SplitMix64 (Steele, Lea, Flood 2014). For tests only, never for keys that matter. */
public final class SimRandom implements RandomSource {
    private long state;

    /** Starts a sequence; the same seed gives the same sequence. */
    public SimRandom(long seed) {
        state = seed;
    }

    /** Returns 64 bits. */
    public long next() {
        state += 0x9e3779b97f4a7c15L;
        long z = state;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    /** Returns a number from 0 to {@code bound - 1}; nearly unbiased, which is enough here. */
    public long upTo(long bound) {
        return Long.remainderUnsigned(next(), bound);
    }

    @Override
    public void fill(byte[] out, int offset, int length) {
        long bits = 0;
        for (int i = 0; i < length; i++) {
            bits = (i & 7) == 0 ? next() : bits >>> 8;
            out[offset + i] = (byte) bits;
        }
    }
}
