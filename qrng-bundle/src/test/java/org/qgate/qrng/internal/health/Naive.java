package org.qgate.qrng.internal.health;

/** Repetition count and adaptive proportion as the standard writes them: one sample after the other. */
final class Naive {
    private final int stretch;
    private int last = -1;
    private int run;
    private int first;
    private int occurrences;
    private int seen;
    int longest;
    int highest;
    long ones;

    Naive(int stretch) {
        this.stretch = stretch;
    }

    void window(byte[] samples) {
        longest = 0;
        highest = 0;
        ones = 0;
        for (byte each : samples) {
            int sample = each & 255;
            run = sample == last ? run + 1 : 1;
            last = sample;
            longest = Math.max(longest, run);
            if (seen == 0) {
                first = sample;
                occurrences = 0;
            }
            occurrences += sample == first ? 1 : 0;
            highest = Math.max(highest, occurrences);
            seen = (seen + 1) % stretch;
            ones += Integer.bitCount(sample);
        }
    }
}
