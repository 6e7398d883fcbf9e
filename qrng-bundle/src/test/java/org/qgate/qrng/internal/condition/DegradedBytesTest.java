package org.qgate.qrng.internal.condition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.qrng.Construction;
import org.qgate.qrng.internal.flow.Batch;

/** Hash_DRBG alone. */
class DegradedBytesTest {
    private static final RandomSource KNOWN =
            (out, offset, length) -> Arrays.fill(out, offset, offset + length, (byte) 7);

    private static DegradedBytes over(TestCrypto crypto) {
        return new DegradedBytes(crypto, crypto);
    }

    @Test
    void shouldBeLabelledAsWhatItIs() {
        TestCrypto crypto = new TestCrypto(1);
        Batch batch = over(crypto).make(100);
        assertEquals(100, batch.bytes().length);
        assertTrue(batch.header().degraded());
        assertEquals(Construction.HASH_DRBG, batch.header().construction());
        assertFalse(batch.header().label().quantum());
        assertFalse(batch.header().provenance().mayBeQuantum());
        assertEquals("", batch.header().stream());
        assertEquals(0, batch.header().minEntropy());
        assertArrayEquals(
                XorRefinery.digest(crypto.hashes(), batch.bytes()),
                batch.header().digest());
    }

    @Test
    void shouldRefuseMoreThanOneRequestOfTheGenerator() {
        DegradedBytes degraded = over(new TestCrypto(1));
        assertThrows(IllegalArgumentException.class, () -> degraded.make(0));
        assertThrows(IllegalArgumentException.class, () -> degraded.make(65_537));
        assertEquals(65_536, degraded.make(65_536).bytes().length);
    }

    @Test
    void shouldNotRepeat_evenOverAnOperatingSystemThatDoes() {
        DegradedBytes degraded = over(new TestCrypto(KNOWN));
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            Batch batch = degraded.make(32);
            assertTrue(seen.add(HexFormat.of().formatHex(batch.bytes())));
            assertEquals(i, batch.header().window());
        }
    }

    /** What a device gave while it was healthy goes on to count, whatever is known of the operating system. */
    @Test
    void shouldKeepWhatHealthyDevicesGave() {
        TestCrypto crypto = new TestCrypto(KNOWN);
        byte[] without = over(crypto).make(32).bytes();
        for (boolean begun : new boolean[] {false, true}) {
            DegradedBytes one = over(crypto);
            DegradedBytes other = over(crypto);
            if (begun) {
                assertArrayEquals(without, one.make(32).bytes());
                assertArrayEquals(without, other.make(32).bytes());
            }
            one.stir(crypto.hashes(), new byte[] {1});
            other.stir(crypto.hashes(), new byte[] {2});
            byte[] first = one.make(32).bytes();
            assertFalse(Arrays.equals(first, other.make(32).bytes()));
            one.stir(crypto.hashes(), new byte[64]); // a later, hostile one takes nothing away
            other.stir(crypto.hashes(), new byte[64]);
            assertFalse(Arrays.equals(one.make(32).bytes(), other.make(32).bytes()));
        }
    }

    @Test
    void shouldDependOnTheOperatingSystemAtEachBatch() {
        byte[] next = {0};
        TestCrypto changing =
                new TestCrypto((out, offset, length) -> Arrays.fill(out, offset, offset + length, next[0]));
        TestCrypto steady =
                new TestCrypto((out, offset, length) -> Arrays.fill(out, offset, offset + length, (byte) 0));
        DegradedBytes one = over(changing);
        DegradedBytes other = over(steady);
        assertArrayEquals(one.make(32).bytes(), other.make(32).bytes());
        next[0] = 1;
        assertFalse(Arrays.equals(one.make(32).bytes(), other.make(32).bytes()));
    }
}
