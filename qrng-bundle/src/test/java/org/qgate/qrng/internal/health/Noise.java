package org.qgate.qrng.internal.health;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.SourceSpec;

/** Samples for tests, sound ones and others, repeatable by seed. */
final class Noise {
    private final Random random;
    private final int bits;

    Noise(long seed, int bits) {
        random = new Random(seed * 1_000_003);
        this.bits = bits;
    }

    static SourceSpec spec(int bits, double entropy) {
        return new SourceSpec(
                "noise", "test", "-", Provenance.SIMULATED, bits, entropy, 1_000_000, Map.copyOf(new HashMap<>()));
    }

    Random random() {
        return random;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Every value as likely. */
    byte[] sound(int length) {
        byte[] samples = new byte[length];
        random.nextBytes(samples);
        for (int i = 0; i < length; i++) {
            samples[i] &= (byte) ((1 << bits) - 1);
        }
        return samples;
    }

    /** Every bit is one with a probability. */
    byte[] bitsAreOne(int length, double probability) {
        byte[] samples = new byte[length];
        for (int i = 0; i < length; i++) {
            for (int bit = 0; bit < bits; bit++) {
                samples[i] |= (byte) (random.nextDouble() < probability ? 1 << bit : 0);
            }
        }
        return samples;
    }

    /** One value comes with a probability beside its chance. */
    byte[] valueIs(int length, int value, double probability) {
        byte[] samples = sound(length);
        for (int i = 0; i < length; i++) {
            samples[i] = random.nextDouble() < probability ? (byte) value : samples[i];
        }
        return samples;
    }

    /** Runs of random lengths, some of them long. */
    byte[] runs(int length) {
        byte[] samples = sound(length);
        for (int i = 0; i < length; ) {
            int run = random.nextInt(8) == 0 ? random.nextInt(300) : 1 + random.nextInt(6);
            for (int k = 1; k < run && i + k < length; k++) {
                samples[i + k] = samples[i];
            }
            i += Math.max(1, run);
        }
        return samples;
    }
}
