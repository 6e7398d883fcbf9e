package org.qgate.qrng.internal.condition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.qgate.sim.SimRandom;
import org.qgate.sim.SimSeeds;

/** The account of entropy: nothing is used twice, nothing leaves that was not paid for. */
class ConditionerTest {
    private final NotingHashes hashes = new NotingHashes(new TestCrypto(1).hashes());

    @Test
    void shouldTakeTheFewestSamplesThatPay_filledToTheBlock() {
        // 512 + 64 bits at 7 bits a sample are 83 samples; one block of SHA-512 takes 111 bytes.
        byte[] digests = new Conditioner(Conditioning.DENSE).condition(hashes, new byte[1_000], 7);
        assertEquals(9, hashes.inputs.size());
        assertEquals(9 * 64, digests.length);
        hashes.inputs.forEach(input -> assertEquals(111, input.length));
        // At 5 bits they are 116 samples: two blocks.
        hashes.inputs.clear();
        new Conditioner(Conditioning.DENSE).condition(hashes, new byte[239], 5);
        assertEquals(239, hashes.inputs.get(0).length);
        // SHA-256: 320 bits at 8 bits are 40 samples, one block takes 55; but long inputs were asked for.
        hashes.inputs.clear();
        new Conditioner(Conditioning.LONG_SHA_256).condition(hashes, new byte[4_096], 8);
        assertEquals(4, hashes.inputs.size());
        hashes.inputs.forEach(input -> assertEquals(1_015, input.length));
    }

    @Test
    void shouldTakeLongInputsOfFastDevices() {
        assertEquals(Conditioning.DENSE, Conditioning.DENSE.at(100_000_000));
        assertEquals(Conditioning.LONG_SHA_512, Conditioning.DENSE.at(937_500_000));
        assertEquals(Conditioning.LONG_SHA_256, Conditioning.LONG_SHA_256.at(937_500_000));
        // No byte of a block is left to padding alone.
        assertEquals(1_007, HashFunction.SHA_512.filled(1_007));
        assertEquals(1_015, HashFunction.SHA_256.filled(1_015));
    }

    @Test
    void shouldGiveNothingForSamplesThatNothingIsCreditedTo() {
        Conditioner conditioner = new Conditioner(Conditioning.DENSE);
        for (double credit : new double[] {0, -1, 0.0009, Double.NaN, Double.NEGATIVE_INFINITY}) {
            assertEquals(0, conditioner.condition(hashes, new byte[1 << 20], credit).length, "credit " + credit);
            assertEquals(0, conditioner.waitingBits());
        }
        assertTrue(hashes.inputs.isEmpty());
    }

    @Test
    void shouldGiveLittleForLittle() {
        Conditioner conditioner = new Conditioner(Conditioning.DENSE);
        int bytes = 0;
        for (int i = 0; i < 100; i++) {
            bytes += conditioner.condition(hashes, new byte[10_000], 0.001).length;
        }
        assertEquals(64, bytes, "a million samples of a thousandth of a bit pay for one digest of 576 bits");
    }

    @Test
    void shouldNeverCreditMoreThanASampleHolds() {
        new Conditioner(Conditioning.DENSE).condition(hashes, new byte[111], 1_000);
        assertEquals(111, hashes.inputs.get(0).length); // 72 samples of 8 bits, not one of a thousand
    }

    @Test
    void shouldForgetWhatWaits() {
        Conditioner conditioner = new Conditioner(Conditioning.DENSE);
        assertEquals(0, conditioner.condition(hashes, new byte[110], 5).length);
        assertEquals(550, conditioner.waitingBits());
        conditioner.forget();
        assertEquals(0, conditioner.waitingBits());
        assertEquals(0, conditioner.condition(hashes, new byte[110], 5).length);
    }

    /** Windows of any length and any credit, in any order. */
    @Test
    void shouldUseEachSampleOnceAndBePaidForEachDigest() {
        SimSeeds.each(100, 5_000, seed -> {
            SimRandom random = new SimRandom(seed);
            hashes.inputs.clear();
            HashFunction hash = random.upTo(2) == 0 ? HashFunction.SHA_512 : HashFunction.SHA_256;
            Conditioner conditioner = new Conditioner(new Conditioning(hash, 1 + (int) random.upTo(2_000)));
            ByteArrayOutputStream fed = new ByteArrayOutputStream();
            double[] credits = new double[200_000];
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (int i = 0; i < 20; i++) {
                byte[] samples = random.bytes((int) random.upTo(10_000));
                double credit = (1 + random.upTo(7_999)) / 1_000.0;
                Arrays.fill(credits, fed.size(), fed.size() + samples.length, credit);
                fed.writeBytes(samples);
                out.writeBytes(conditioner.condition(hashes, samples, credit));
            }
            check(hash, conditioner, fed.toByteArray(), credits, out.toByteArray());
        });
    }

    /** Inputs of the hash one after the other are what was fed, and each paid; what is left is what waits. */
    private void check(HashFunction hash, Conditioner conditioner, byte[] fed, double[] credits, byte[] out) {
        int at = 0;
        int made = 0;
        for (byte[] input : hashes.inputs) {
            assertArrayEquals(Arrays.copyOfRange(fed, at, at + input.length), input);
            double paid = sum(credits, at, at + input.length);
            assertTrue(paid >= hash.bytes() * 8 + 64 - 1e-6, paid + " bits for " + hash);
            byte[] digest = new byte[hash.bytes()];
            hash.digest(new TestCrypto(1).hashes(), input, 0, input.length, digest, 0);
            assertArrayEquals(digest, Arrays.copyOfRange(out, made, made + digest.length));
            at += input.length;
            made += digest.length;
        }
        assertEquals(made, out.length);
        assertEquals(sum(credits, at, fed.length), conditioner.waitingBits(), 1);
    }

    private static double sum(double[] credits, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += credits[i];
        }
        return sum;
    }
}
