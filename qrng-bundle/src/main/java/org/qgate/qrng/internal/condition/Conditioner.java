package org.qgate.qrng.internal.condition;

import java.util.Arrays;
import org.qgate.api.crypto.Hashes;

/**
 * A vetted conditioner with an account of the entropy. Guarantees: each digest is made of samples that no other digest saw,
 * to which together at least 64 bits more than the digest's length were credited, which SP 800-90C, section 3.2.2.2 asks of
 * output of full entropy. What was credited beyond that is not carried on; samples that do not suffice wait, with
 * what was credited to them, for those of the next window. Source: SP 800-90B, section 3.1.5.1. For one thread.
 */
public final class Conditioner {
    /** What a digest needs above its length, in bits. */
    static final int MARGIN_BITS = 64;

    /** Credit is counted in millionths of a bit, so sums are exact. */
    private static final long MICRO = 1_000_000;

    /** Least credit of a sample that is worth collecting: a digest of SHA-512 then takes 576,000 of them. */
    static final double LEAST_CREDIT = 0.001;

    private final Conditioning setting;
    private final long needed;
    private byte[] waiting = {};
    private int waitingSamples;
    private long waitingCredit;

    /** Begins without any entropy. */
    public Conditioner(Conditioning setting) {
        this.setting = setting;
        needed = ((long) setting.hash().bytes() * Byte.SIZE + MARGIN_BITS) * MICRO;
    }

    /**
     * Condenses samples.
     *
     * @param credit bits of min-entropy a sample; too little to be worth collecting counts as none
     * @return whole digests, or nothing while entropy still collects
     */
    public byte[] condition(Hashes by, byte[] samples, double credit) {
        if (!(credit >= LEAST_CREDIT)) { // not a number is none either
            return new byte[0];
        }
        long each = (long) (Math.min(credit, Byte.SIZE) * MICRO);
        HashFunction hash = setting.hash();
        int first = first(each);
        if (first > samples.length) {
            collect(samples, 0, each);
            return new byte[0];
        }
        int length = length(0, 0, each);
        int more = (samples.length - first) / length;
        byte[] digests = new byte[(1 + more) * hash.bytes()];
        finish(by, samples, first, digests);
        int at = first;
        for (int i = 1; i <= more; i++, at += length) {
            hash.digest(by, samples, at, length, digests, i * hash.bytes());
        }
        collect(samples, at, each);
        return digests;
    }

    /** How many samples the first digest takes beside those that wait. */
    private int first(long each) {
        return length(waitingSamples, waitingCredit, each) - waitingSamples;
    }

    /** The length of a digest's input that begins with samples that have a credit already. */
    private int length(int begun, long credited, long each) {
        long missing = Math.max(0, needed - credited);
        long least = begun + (missing + each - 1) / each;
        return setting.hash().filled((int) Math.max(least, setting.leastSamples()));
    }

    private void finish(Hashes by, byte[] samples, int count, byte[] out) {
        if (waitingSamples == 0) {
            setting.hash().digest(by, samples, 0, count, out, 0);
            return;
        }
        byte[] input = Arrays.copyOf(waiting, waitingSamples + count);
        System.arraycopy(samples, 0, input, waitingSamples, count);
        setting.hash().digest(by, input, 0, input.length, out, 0);
        Arrays.fill(input, (byte) 0);
        forget();
    }

    private void collect(byte[] samples, int from, long each) {
        int count = samples.length - from;
        if (count == 0) {
            return;
        }
        if (waitingSamples + count > waiting.length) {
            byte[] wider = Arrays.copyOf(waiting, waitingSamples + count);
            Arrays.fill(waiting, (byte) 0);
            waiting = wider;
        }
        System.arraycopy(samples, from, waiting, waitingSamples, count);
        waitingSamples += count;
        waitingCredit += count * each;
    }

    /** Returns what is credited to samples that wait, in whole bits. */
    long waitingBits() {
        return waitingCredit / MICRO;
    }

    /** Drops samples that wait. */
    void forget() {
        Arrays.fill(waiting, (byte) 0);
        waitingSamples = 0;
        waitingCredit = 0;
    }
}
