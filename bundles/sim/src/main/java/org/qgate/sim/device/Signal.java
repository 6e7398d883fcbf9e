package org.qgate.sim.device;

/**
 * Samples of a seeded generator (SplitMix64), one in a byte, with a fault from a known sample on. The same seed and faults give
 * the same samples, however they are asked for. Thread-safe.
 */
public final class Signal {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final int BYTE = 8;
    private static final double UNIT = 0x1p-53;

    private final int mask;
    private final long drift;
    private long state;
    private long word;
    private int wordBytes;
    private long position;
    private Fault fault = Fault.NONE;
    private long begin;
    private byte[] block = {};

    /**
     * Makes it.
     *
     * @param bits of a sample, 1 to 8
     * @param drift within how many samples {@link FaultKind#DRIFTING} is full
     */
    public Signal(long seed, int bits, long drift) {
        if (bits < 1 || bits > BYTE) {
            throw new IllegalArgumentException("bits a sample: " + bits + ", not 1 to 8");
        }
        this.state = seed;
        this.mask = (1 << bits) - 1;
        this.drift = drift;
    }

    /** Gives the next samples. */
    public synchronized void fill(byte[] into, int offset, int length) {
        int healthy = (int) Math.max(0, Math.min(length, begin - position));
        fresh(into, offset, healthy);
        position += healthy;
        if (fault.kind() == FaultKind.NONE && healthy < length) {
            fresh(into, offset + healthy, length - healthy);
            position += length - healthy;
            return;
        }
        for (int i = offset + healthy; i < offset + length; i++) {
            into[i] = faulty(position - begin);
            position++;
        }
    }

    private void fresh(byte[] into, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            into[i] = sample();
        }
    }

    private byte faulty(long since) {
        return switch (fault.kind()) {
            case STUCK -> 0;
            case BIASED -> biased(fault.value());
            case DRIFTING -> biased(fault.value() * Math.min(1, (double) since / drift));
            case PERIODIC -> block(since, since < block.length);
            case DUPLICATE -> block(since, since / block.length % 2 == 0);
            default -> sample();
        };
    }

    private byte block(long since, boolean make) {
        int at = (int) (since % block.length);
        if (make) {
            block[at] = sample();
        }
        return block[at];
    }

    private byte biased(double probability) {
        boolean favoured = (next() >>> 11) * UNIT < probability;
        byte other = sample();
        return favoured ? 0 : other;
    }

    private byte sample() {
        if (wordBytes == 0) {
            word = next();
            wordBytes = BYTE;
        }
        byte sample = (byte) (word & mask);
        word >>>= BYTE;
        wordBytes--;
        return sample;
    }

    private long next() {
        state += GOLDEN;
        long mixed = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    /** Returns how many samples were given. */
    public synchronized long position() {
        return position;
    }

    /**
     * Lets a fault begin, in place of another.
     *
     * @param align it begins at the next multiple of so many samples, 1 for at once
     * @return the number of its first sample, counted from 0
     */
    public synchronized long begin(Fault next, int align) {
        fault = next;
        begin = Math.floorDiv(position + align - 1, align) * align;
        boolean blocks = next.kind() == FaultKind.PERIODIC || next.kind() == FaultKind.DUPLICATE;
        block = new byte[blocks ? (int) next.value() : 0];
        return begin;
    }
}
