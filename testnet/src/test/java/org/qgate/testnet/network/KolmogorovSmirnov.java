package org.qgate.testnet.network;

import java.util.List;

/** The two-sample test of Kolmogorov and Smirnov: could both samples come from one distribution? */
final class KolmogorovSmirnov {
    private KolmogorovSmirnov() {}

    /** Returns the asymptotic p-value; for samples with ties, as here, it errs on the high side. */
    static double p(List<Integer> one, List<Integer> other) {
        double n = one.size();
        double m = other.size();
        double effective = Math.sqrt(n * m / (n + m));
        double lambda = (effective + 0.12 + 0.11 / effective) * distance(one, other); // Stephens 1970
        double p = 0;
        for (int k = 1; k <= 100; k++) {
            p += (k % 2 == 1 ? 2 : -2) * Math.exp(-2 * k * k * lambda * lambda);
        }
        return lambda < 0.2 ? 1 : Math.max(0, Math.min(1, p)); // the series is 1 there, and sums badly
    }

    /** Returns the largest distance between the two empirical distributions. */
    static double distance(List<Integer> one, List<Integer> other) {
        List<Integer> a = one.stream().sorted().toList();
        List<Integer> b = other.stream().sorted().toList();
        int i = 0;
        int j = 0;
        double largest = 0;
        while (i < a.size() && j < b.size()) {
            int value = Math.min(a.get(i), b.get(j));
            while (i < a.size() && a.get(i) == value) {
                i++;
            }
            while (j < b.size() && b.get(j) == value) {
                j++;
            }
            largest = Math.max(largest, Math.abs((double) i / a.size() - (double) j / b.size()));
        }
        return largest;
    }
}
