package org.qgate.crypto.internal;

import java.util.ArrayList;
import java.util.List;
import org.qgate.api.crypto.RandomSource;

/** Passes a seeded source on and writes down every draw: the inputs of a vector. */
public final class RecordingRandom implements RandomSource {
    private final RandomSource source;
    private final List<String> draws = new ArrayList<>();

    public RecordingRandom(long seed) {
        source = new SeededRandom(seed);
    }

    @Override
    public void fill(byte[] out, int offset, int length) {
        byte[] drawn = source.bytes(length);
        System.arraycopy(drawn, 0, out, offset, length);
        draws.add(Vectors.hex(drawn));
    }

    /** Returns the draws since the last call, in order. */
    public List<String> taken() {
        List<String> taken = List.copyOf(draws);
        draws.clear();
        return taken;
    }
}
