package org.qgate.qrng.internal.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

/** Cut-offs against the examples of SP 800-90B and against sums of a hundred digits. */
class CutOffsTest {
    private static final MathContext DIGITS = new MathContext(100);

    @Test
    void shouldComputeTheRunOfTheStandardsExample() {
        assertEquals(11, CutOffs.run(2.0, 20)); // section 4.4.1
        assertEquals(1 + 30, CutOffs.run(1.0, 30));
        assertEquals(1 + 4, CutOffs.run(8.0, 30));
        assertEquals(1 + 8, CutOffs.run(8.0, 61.4));
    }

    /** Section 4.4.2, table 2: α = 2^-20. */
    @Test
    void shouldComputeTheProportionsOfTheStandardsTable() {
        double[] binary = {0.2, 0.4, 0.6, 0.8, 1};
        int[] ofBinary = {941, 840, 748, 664, 589};
        for (int i = 0; i < binary.length; i++) {
            assertEquals(ofBinary[i], CutOffs.proportion(1024, binary[i], 20), "H = " + binary[i]);
        }
        double[] wider = {0.5, 1, 2, 4, 8};
        int[] ofWider = {410, 311, 177, 62, 13};
        for (int i = 0; i < wider.length; i++) {
            assertEquals(ofWider[i], CutOffs.proportion(512, wider[i], 20), "H = " + wider[i]);
        }
    }

    @Test
    void shouldStayExactDownToTwoToTheMinusEighty() {
        for (int window : new int[] {512, 1024}) {
            for (double entropy : new double[] {0.05, 0.3, 1, 1.7, 4, 7.2, 8}) {
                for (int bits : new int[] {20, 30, 40, 61, 80}) {
                    assertEquals(
                            exact(window, entropy, bits),
                            CutOffs.proportion(window, entropy, bits),
                            "W = " + window + ", H = " + entropy + ", 2^-" + bits);
                }
            }
        }
    }

    /** 1 + the smallest k with P(X > k) ≤ 2^-bits. */
    private static int exact(int window, double entropy, int bits) {
        BigDecimal one = new BigDecimal(Math.pow(2, -entropy));
        BigDecimal other = BigDecimal.ONE.subtract(one);
        BigDecimal alpha = BigDecimal.ONE.divide(new BigDecimal(BigInteger.ONE.shiftLeft(bits)), DIGITS);
        BigDecimal tail = BigDecimal.ZERO;
        BigInteger choose = BigInteger.ONE;
        for (int k = window; k > 0; k--) {
            tail = tail.add(new BigDecimal(choose)
                    .multiply(one.pow(k, DIGITS), DIGITS)
                    .multiply(other.pow(window - k, DIGITS), DIGITS));
            if (tail.compareTo(alpha) > 0) {
                return 1 + k;
            }
            choose = choose.multiply(BigInteger.valueOf(k)).divide(BigInteger.valueOf(window - k + 1));
        }
        return 1;
    }

    @Test
    void shouldNeverRefuseWhereEvenAllEqualIsLikely() {
        assertEquals(513, CutOffs.proportion(512, 0.05, 40)); // more than there are: 2^(-0.05 * 512) > 2^-40
    }

    /** At 7.5 Gb/s 2^-30 comes every 4.6 s; a century needs 2^-61.4. */
    @Test
    void shouldFollowTheRateOfSamples() {
        long samples = 7_500_000_000L / 8;
        assertEquals(61.36, CutOffs.severeBits(samples, 100), 0.01);
        assertEquals(4.6, Math.pow(2, 32) / samples, 0.05); // run of 5: four equal to the one before
        assertEquals(1, CutOffs.severeBits(2 * samples, 100) - CutOffs.severeBits(samples, 100), 1e-9);
        assertTrue(CutOffs.severeBits(1, 1) > CutOffs.DISCARD_BITS, "slow devices, too, are quarantined later");
    }
}
