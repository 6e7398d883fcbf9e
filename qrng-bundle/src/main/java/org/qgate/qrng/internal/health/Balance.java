package org.qgate.qrng.internal.health;

import java.util.Arrays;

/**
 * How many ones a window of samples has: a test of our own against bias that is spread over many values, which the adaptive
 * proportion test sees late. With min-entropy H given all that came before, a sample has on average at most as many ones as
 * the 2^H heaviest values have; how far a window may exceed that by chance is Azuma's inequality, so the false-alarm rate
 * holds for samples that depend on each other too.
 */
final class Balance {
    private final int bits;
    private final double most;

    Balance(int bits, double minEntropy) {
        this.bits = bits;
        most = heaviest(bits, minEntropy);
    }

    /** Returns the mean number of ones of the 2^H values that have most. */
    private static double heaviest(int bits, double minEntropy) {
        int[] weights = new int[1 << bits];
        Arrays.setAll(weights, Integer::bitCount);
        Arrays.sort(weights);
        double wanted = Math.pow(2, minEntropy);
        double taken = 0;
        double sum = 0;
        for (int i = weights.length - 1; i >= 0 && taken < wanted; i--) {
            double share = Math.min(1, wanted - taken);
            sum += share * weights[i];
            taken += share;
        }
        return sum / wanted;
    }

    /** Returns how many ones, or zeros, a sample may have on average over so many, at a false-alarm rate of 2^-bits. */
    double limit(int samples, double alphaBits) {
        return most + bits * Math.sqrt((alphaBits + 1) * Math.log(2) / (2.0 * samples));
    }

    /** Returns the larger of ones and zeros, a sample. */
    double heavier(long ones, int samples) {
        double mean = (double) ones / samples;
        return Math.max(mean, bits - mean);
    }
}
