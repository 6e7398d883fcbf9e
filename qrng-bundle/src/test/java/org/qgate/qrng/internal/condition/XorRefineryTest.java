package org.qgate.qrng.internal.condition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.Construction;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.SourceIdentity;
import org.qgate.qrng.internal.flow.Batch;
import org.qgate.qrng.internal.flow.Finding;
import org.qgate.qrng.internal.flow.RawWindow;
import org.qgate.qrng.internal.flow.WindowStatistics;
import org.qgate.qrng.internal.flow.WindowVerdict;
import org.qgate.sim.SimRandom;
import org.qgate.sim.SimSeeds;

/** RBG3(XOR): what goes in, what comes out, and what an attacker who owns the device can do about it. */
class XorRefineryTest {
    private static final WindowStatistics STATISTICS = new WindowStatistics(8_192, 3, 40, 20, 90);
    private static final WindowVerdict CLEAN = new WindowVerdict(List.of(), STATISTICS);
    private static final SourceIdentity IDENTITY = new SourceIdentity("Maker", "Q1", "serial 7", "1.2", false);
    private static final int BYTES = 8_192;

    private final TestCrypto crypto = new TestCrypto(1);
    private final XorRefinery refinery = refinery(crypto);

    private static XorRefinery refinery(TestCrypto crypto) {
        return new XorRefinery(Conditioning.DENSE, crypto, () -> "ab", new DegradedBytes(crypto, crypto));
    }

    private static List<Batch> refine(XorRefinery refinery, long number, byte[] samples, double credit) {
        RawWindow window = new RawWindow("one", number, samples, 10, 20);
        return refinery.refine(window, CLEAN, IDENTITY, Provenance.RAW_DEVICE, credit);
    }

    private static byte[] bytes(XorRefinery refinery, long number, byte[] samples) {
        return refine(refinery, number, samples, 8).get(0).bytes();
    }

    @Test
    void shouldSayWhereTheBytesComeFrom() {
        Batch batch = refine(refinery, 5, new SimRandom(2).bytes(BYTES), 7.5).get(0);
        assertEquals("one", batch.header().device());
        assertEquals(5, batch.header().window());
        assertEquals(STATISTICS, batch.header().statistics());
        assertEquals(BYTES, batch.header().rawBytes());
        assertEquals(7.5, batch.header().minEntropy());
        assertEquals("SHA-512", batch.header().conditioning());
        assertEquals(Construction.RBG3_XOR, batch.header().construction());
        assertEquals("ab", batch.header().stream());
        assertEquals(20, batch.header().endedWallMs());
        assertTrue(batch.header().label().quantum());
        assertArrayEquals(
                XorRefinery.digest(crypto.hashes(), batch.bytes()),
                batch.header().digest());
        byte[] serial = new byte[32];
        byte[] text = "serial 7".getBytes(StandardCharsets.UTF_8);
        crypto.hashes().sha256(text, 0, text.length, serial, 0);
        assertArrayEquals(serial, batch.header().serialHash());
    }

    /** Composed by hand: digests of 111 samples, two for the seeds, the others combined with Hash_DRBG. */
    @Test
    void shouldCombineConditionedBytesWithHashDrbg() {
        byte[] samples = new SimRandom(2).bytes(BYTES);
        byte[] conditioned = new Conditioner(Conditioning.DENSE).condition(crypto.hashes(), samples, 8);
        SimRandom system = new SimRandom(1);
        byte[] additional = system.bytes(64);
        HashDrbg drbg = HashDrbg.instantiate(
                crypto.hashes(),
                HashFunction.SHA_512,
                Arrays.copyOf(conditioned, 48),
                Arrays.copyOfRange(conditioned, 48, 64),
                system.bytes(64));
        byte[] expected = Arrays.copyOfRange(conditioned, 128, conditioned.length);
        drbg.generate(crypto.hashes(), additional, expected, 0, expected.length);
        assertArrayEquals(expected, bytes(refinery, 0, samples));
    }

    @Test
    void shouldNeverGiveOutWhatSeedsTheGenerator() {
        NotingHashes noting = new NotingHashes(crypto.hashes());
        byte[] samples = new SimRandom(3).bytes(BYTES);
        byte[] all = new Conditioner(Conditioning.DENSE).condition(noting, samples, 8);
        int given = 0;
        for (int i = 0; i < XorRefinery.WINDOWS_A_SEED; i++) {
            given = bytes(refinery, i, samples).length;
        }
        assertEquals(all.length, given, 64, "no seed was due at the last window");
        int seeding = bytes(refinery, XorRefinery.WINDOWS_A_SEED, samples).length;
        assertEquals(all.length - 128, seeding, 64, "one for the own generator, one for the other");
    }

    /** Without entropy of the device nothing leaves, however much the operating system gives. */
    @Test
    void shouldNotCreditTheOperatingSystem() {
        assertTrue(refine(refinery, 0, new byte[1 << 19], 0).isEmpty());
        assertTrue(refine(refinery, 1, new byte[BYTES], 0.001).isEmpty());
    }

    /** A device that claims full entropy and gives what its owner likes: another operating system, other bytes. */
    @Test
    void shouldNotLetADeviceChooseTheBytes() {
        SimSeeds.each(20, 500, seed -> {
            byte[] chosen = new SimRandom(seed).bytes(BYTES);
            Set<String> seen = new HashSet<>();
            for (byte[] samples : new byte[][] {new byte[BYTES], chosen}) {
                for (int system = 0; system < 4; system++) {
                    byte[] out = bytes(refinery(new TestCrypto(100 * seed + system)), 0, samples);
                    assertTrue(seen.add(HexFormat.of().formatHex(out)));
                    assertBalanced(out);
                }
            }
        });
    }

    /** It even knows what the operating system gave before a window, and that window's outcome is still not its own. */
    @Test
    void shouldDependOnTheOperatingSystemAtEachWindow() {
        byte[] samples = new byte[BYTES];
        SimRandom system = new SimRandom(1);
        boolean[] other = {false};
        TestCrypto late = new TestCrypto((out, offset, length) -> {
            system.fill(out, offset, length);
            out[offset] ^= (byte) (other[0] ? 1 : 0);
        });
        XorRefinery second = refinery(late);
        assertArrayEquals(bytes(refinery, 0, samples), bytes(second, 0, samples));
        other[0] = true;
        assertFalse(Arrays.equals(bytes(refinery, 1, samples), bytes(second, 1, samples)));
    }

    /** The other way round: a known operating system, and a device that is what it says. */
    @Test
    void shouldDependOnTheDeviceWhenTheOperatingSystemIsKnown() {
        TestCrypto known = new TestCrypto((out, offset, length) -> Arrays.fill(out, offset, offset + length, (byte) 0));
        TestCrypto same = new TestCrypto((out, offset, length) -> Arrays.fill(out, offset, offset + length, (byte) 0));
        byte[] one = bytes(refinery(known), 0, new SimRandom(4).bytes(BYTES));
        byte[] other = bytes(refinery(same), 0, new SimRandom(5).bytes(BYTES));
        assertFalse(Arrays.equals(one, other));
        assertBalanced(one);
    }

    /** Ones of n fair bits: six standard deviations around the half. */
    private static void assertBalanced(byte[] bytes) {
        long ones = 0;
        for (byte each : bytes) {
            ones += Integer.bitCount(each & 255);
        }
        assertEquals(4.0 * bytes.length, ones, 6 * Math.sqrt(2.0 * bytes.length));
    }

    @Test
    void shouldNotRepeatBytesForSamplesThatRepeat() {
        byte[] samples = new SimRandom(2).bytes(BYTES);
        bytes(refinery, 0, samples);
        byte[] one = bytes(refinery, 1, samples);
        byte[] two = bytes(refinery, 2, samples);
        assertFalse(Arrays.equals(Arrays.copyOf(one, 64), Arrays.copyOf(two, 64)));
    }

    @Test
    void shouldCarryLeftoversIntoTheNextWindow() {
        assertTrue(refine(refinery, 0, new byte[200], 8).isEmpty(), "one digest, for a seed");
        assertTrue(refine(refinery, 1, new byte[22], 8).isEmpty(), "89 and 22 are the second, for the other seed");
        assertEquals(64, refine(refinery, 2, new byte[111], 8).get(0).bytes().length);
    }

    @Test
    void shouldUseNothingOfAWindowThatFindingsWereMadeIn() {
        WindowVerdict bad = new WindowVerdict(List.of(new Finding(QrngError.REPETITION, "stuck", true)), STATISTICS);
        RawWindow window = new RawWindow("one", 1, new byte[BYTES], 0, 1);
        assertThrows(
                IllegalArgumentException.class, () -> refinery.refine(window, bad, IDENTITY, Provenance.RAW_DEVICE, 8));
        assertArrayEquals(bytes(refinery(new TestCrypto(1)), 2, new byte[BYTES]), bytes(refinery, 2, new byte[BYTES]));
    }

    @Test
    void shouldUseNothingOfAWindowWhileTheCryptographyIsAway() {
        byte[] samples = new SimRandom(2).bytes(BYTES);
        crypto.away = true;
        assertThrows(IllegalStateException.class, () -> bytes(refinery, 0, samples));
        crypto.away = false;
        assertArrayEquals(bytes(refinery(new TestCrypto(1)), 0, samples), bytes(refinery, 0, samples));
    }

    @Test
    void shouldBeginWithASeedOfItsOwnAfterItForgot() {
        byte[] samples = new SimRandom(2).bytes(BYTES);
        int before = bytes(refinery, 0, samples).length;
        int going = bytes(refinery, 1, samples).length;
        refinery.forget();
        assertNotEquals(before, going);
        assertEquals(before, bytes(refinery, 2, samples).length);
    }
}
