package org.qgate.bench;

import java.util.Map;
import java.util.SplittableRandom;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.SourceSpec;
import org.qgate.qrng.internal.flow.RawWindow;

/** Windows as a device of 7.5 Gb/s would give them: fresh 8-bit samples each time, since the tests know what came before. */
final class RandomDevice {
    /** Samples of a window: the longest that a node uses. */
    static final int WINDOW = 1 << 19;

    /** Bits of min-entropy credited to a sample. */
    static final double CREDIT = 7;

    private final SplittableRandom random;
    private final byte[] samples = new byte[WINDOW];
    private long number;

    RandomDevice(long seed) {
        random = new SplittableRandom(seed);
    }

    static SourceSpec spec() {
        return new SourceSpec("bench", "sim", "", Provenance.SIMULATED, Byte.SIZE, CREDIT, 937_500_000, Map.of());
    }

    /** Returns the next window; its array is used again for the one after. */
    RawWindow next() {
        random.nextBytes(samples);
        long nowMs = System.currentTimeMillis();
        return new RawWindow("bench", number++, samples, nowMs, nowMs);
    }
}
