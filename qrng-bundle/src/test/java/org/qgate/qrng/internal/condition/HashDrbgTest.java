package org.qgate.qrng.internal.condition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.Hashes;
import org.qgate.sim.SimRandom;
import org.qgate.sim.SimSeeds;

/** Hash_DRBG's limits and life. */
class HashDrbgTest {
    private static final byte[] NONE = {};
    private static final byte[] NONCE = new byte[16];

    private final Hashes hashes = new TestCrypto(1).hashes();

    private HashDrbg drbg(long interval) {
        return HashDrbg.instantiate(hashes, HashFunction.SHA_512, new byte[32], NONCE, NONE, interval);
    }

    private byte[] bytes(HashDrbg from, int count) {
        byte[] out = new byte[count];
        from.generate(hashes, NONE, out, 0, count);
        return out;
    }

    @Test
    void shouldRefuseTooLittleEntropyOrNonce() {
        assertThrows(
                IllegalArgumentException.class,
                () -> HashDrbg.instantiate(hashes, HashFunction.SHA_512, new byte[31], NONCE, NONE));
        assertThrows(
                IllegalArgumentException.class,
                () -> HashDrbg.instantiate(hashes, HashFunction.SHA_512, new byte[32], new byte[15], NONE));
        HashDrbg drbg = drbg(9);
        assertThrows(IllegalArgumentException.class, () -> drbg.reseed(hashes, new byte[31], NONE));
    }

    @Test
    void shouldRefuseMoreThanTheStandardAllowsAtOnce() {
        HashDrbg drbg = drbg(9);
        assertEquals(HashDrbg.MOST, bytes(drbg, HashDrbg.MOST).length);
        assertThrows(IllegalArgumentException.class, () -> bytes(drbg, HashDrbg.MOST + 1));
        assertThrows(IllegalArgumentException.class, () -> drbg.generate(hashes, NONE, NONCE, 0, -1));
    }

    @Test
    void shouldGiveNothingAfterItsIntervalUntilSeededAnew() {
        HashDrbg drbg = drbg(3);
        for (int i = 0; i < 3; i++) {
            assertFalse(drbg.spent());
            bytes(drbg, 1);
        }
        assertTrue(drbg.spent());
        assertThrows(IllegalStateException.class, () -> bytes(drbg, 1));
        drbg.reseed(hashes, new byte[32], NONE);
        bytes(drbg, 1);
        drbg.generateFresh(hashes, new byte[32], NONE, new byte[1], 0, 1);
        assertFalse(drbg.spent());
    }

    @Test
    void shouldGiveNothingAfterItWasWiped() {
        HashDrbg drbg = drbg(9);
        drbg.wipe();
        assertThrows(IllegalStateException.class, () -> bytes(drbg, 1));
    }

    /** What every input of a seed or request is for: another one gives something else. */
    @Test
    void shouldDependOnEveryInput() {
        byte[] one = {1};
        byte[] same = bytes(drbg(9), 64);
        assertArrayEquals(same, bytes(drbg(9), 64));
        byte[] entropy = new byte[32];
        entropy[31] = 1;
        byte[] nonce = new byte[16];
        nonce[0] = 1;
        assertFalse(Arrays.equals(
                same, bytes(HashDrbg.instantiate(hashes, HashFunction.SHA_512, entropy, NONCE, NONE), 64)));
        assertFalse(Arrays.equals(
                same, bytes(HashDrbg.instantiate(hashes, HashFunction.SHA_512, new byte[32], nonce, NONE), 64)));
        assertFalse(Arrays.equals(
                same, bytes(HashDrbg.instantiate(hashes, HashFunction.SHA_512, new byte[32], NONCE, one), 64)));
        byte[] other = new byte[64];
        drbg(9).generate(hashes, one, other, 0, 64);
        assertFalse(Arrays.equals(same, other));
        HashDrbg second = drbg(9);
        bytes(second, 64);
        assertFalse(Arrays.equals(same, bytes(second, 64)), "requests follow each other");
    }

    @Test
    void shouldCombineByExclusiveOrInsideItsPartOnly() {
        byte[] plain = bytes(drbg(9), 100);
        byte[] out = new byte[120];
        Arrays.fill(out, (byte) 0x5a);
        drbg(9).generate(hashes, NONE, out, 7, 100);
        for (int i = 0; i < out.length; i++) {
            int expected = i < 7 || i >= 107 ? 0x5a : plain[i - 7] ^ 0x5a;
            assertEquals((byte) expected, out[i], "at " + i);
        }
    }

    /** Sums against those of {@link BigInteger}, carries over the whole width included. */
    @Test
    void shouldAddModuloTheWidth() {
        SimSeeds.each(200, 20_000, seed -> {
            SimRandom random = new SimRandom(seed);
            byte[] to = random.bytes(1 + (int) random.upTo(60));
            if (random.upTo(3) == 0) {
                Arrays.fill(to, (byte) -1);
            }
            byte[] number = random.bytes((int) random.upTo(to.length + 1));
            long small = random.next() >>> 1 + random.upTo(62);
            BigInteger width = BigInteger.ONE.shiftLeft(8 * to.length);
            BigInteger sum =
                    new BigInteger(1, to).add(new BigInteger(1, number)).mod(width);
            Numbers.add(to, number);
            assertEquals(sum, new BigInteger(1, to));
            Numbers.add(to, small);
            assertEquals(sum.add(BigInteger.valueOf(small)).mod(width), new BigInteger(1, to));
        });
    }
}
