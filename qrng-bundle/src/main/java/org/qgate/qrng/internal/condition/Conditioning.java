package org.qgate.qrng.internal.condition;

/**
 * How samples are condensed.
 *
 * @param hash the vetted conditioner
 * @param leastSamples fewest samples of a digest, 1 to {@value #MOST}: as many as the entropy needs are always taken; more
 *     make it faster and give less
 */
public record Conditioning(HashFunction hash, int leastSamples) {
    /** The longest input that may be asked for. */
    public static final int MOST = 1 << 16;

    /** A digest of as few samples as their entropy allows. */
    public static final Conditioning DENSE = new Conditioning(HashFunction.SHA_512, 1);

    /** SHA-256 over about a kilobyte. */
    public static final Conditioning LONG_SHA_256 = new Conditioning(HashFunction.SHA_256, 1_015);

    /** SHA-512 over nearly a kilobyte: eight blocks. */
    public static final Conditioning LONG_SHA_512 = new Conditioning(HashFunction.SHA_512, 1_007);

    /** Samples a second up to which a processor's core has time for dense digests and all else that a window needs. */
    private static final long DENSE_RATE = 100_000_000;

    /** Returns the same, or with long inputs of SHA-512 where a device gives samples too fast for dense digests. */
    public Conditioning at(long samplesPerSecond) {
        return equals(DENSE) && samplesPerSecond > DENSE_RATE ? LONG_SHA_512 : this;
    }

    /** Checks. */
    public Conditioning {
        if (leastSamples < 1 || leastSamples > MOST) {
            throw new IllegalArgumentException(leastSamples + " samples of a digest, not 1 to " + MOST);
        }
    }
}
