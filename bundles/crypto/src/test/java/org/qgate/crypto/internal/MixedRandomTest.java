package org.qgate.crypto.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.RandomSource;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.sim.SimSeeds;

/** The random source, against sources of seeds that wish it ill and an operating system that is known. */
class MixedRandomTest {
    private static final RandomSource ZEROS =
            (out, offset, length) -> Arrays.fill(out, offset, offset + length, (byte) 0);

    /** An operating system whose bytes a test plays and knows. */
    private static final class Known implements RandomSource {
        private byte value;

        @Override
        public void fill(byte[] out, int offset, int length) {
            Arrays.fill(out, offset, offset + length, value);
        }
    }

    private static MixedRandom over(RandomSource system) {
        return new MixedRandom(system, Ciphers.standard());
    }

    private static byte[] xor(byte[] one, byte[] other) {
        byte[] out = one.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] ^= other[i];
        }
        return out;
    }

    /**
     * The whole argument: with all secrets and seeds the same, what comes out differs by exactly what the operating system
     * gave for the call. So for each seed the way from the operating system's bytes to the outcome is one to one, and no
     * seed can make it lose anything.
     */
    @Test
    void shouldPassTheOperatingSystemsBytesOneToOne_whateverTheSeeds() {
        SimSeeds.each(50, 2_000, seed -> {
            Random random = new Random(seed);
            Known one = new Known();
            Known other = new Known();
            MixedRandom first = over(one);
            MixedRandom second = over(other);
            for (int i = 0; i < 20; i++) {
                byte[] hostile = new byte[random.nextInt(100)];
                if (random.nextBoolean()) {
                    random.nextBytes(hostile);
                }
                first.stir(hostile);
                second.stir(hostile);
                one.value = (byte) random.nextInt();
                other.value = (byte) random.nextInt();
                int length = random.nextInt(10_000);
                byte[] difference = new byte[length];
                Arrays.fill(difference, (byte) (one.value ^ other.value));
                assertArrayEquals(difference, xor(first.bytes(length), second.bytes(length)));
                one.value = 0;
                other.value = 0;
            }
        });
    }

    /**
     * A source that knows everything but the operating system's bytes, and aims at zeros: it computes the keystream that its
     * seed brings about, and finds that it would have had to know what the operating system gives later.
     */
    @Test
    void shouldNotLetASeedCancelTheOperatingSystem() {
        RandomSource real = new OsRandom();
        byte[] seed = new byte[64];
        Known known = new Known();
        MixedRandom model = over(known); // the attacker's: all the same, but for what is secret
        model.stir(seed);
        byte[] predicted = model.bytes(4_096);
        byte[] chosen = predicted; // as a seed that should cancel what comes
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            MixedRandom victim = over(real);
            victim.stir(seed);
            victim.stir(chosen);
            byte[] out = victim.bytes(4_096);
            assertFalse(Arrays.equals(predicted, out));
            assertTrue(seen.add(HexFormat.of().formatHex(out)));
            long ones = 0;
            for (byte each : out) {
                ones += Integer.bitCount(each & 255);
            }
            assertEquals(16_384, ones, 6 * 90.5, "six standard deviations");
        }
    }

    /** The operating system is known: one good seed is enough, whatever came before and comes after. */
    @Test
    void shouldDependOnEachSeedForEver() {
        for (int good = 0; good < 3; good++) {
            MixedRandom one = over(ZEROS);
            MixedRandom other = over(ZEROS);
            for (int i = 0; i < 3; i++) {
                one.stir(new byte[64]);
                byte[] differing = new byte[64];
                differing[63] = (byte) (i == good ? 1 : 0);
                other.stir(differing);
            }
            assertFalse(Arrays.equals(one.bytes(32), other.bytes(32)), "seed " + good);
        }
    }

    @Test
    void shouldNotRepeatItsKeystream() {
        MixedRandom random = over(ZEROS); // so that the keystream itself comes out
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 3_000; i++) {
            assertTrue(seen.add(HexFormat.of().formatHex(random.bytes(16))));
            if (i % 100 == 0) {
                random.stir(new byte[0]);
            }
        }
        assertEquals(48_000, random.given());
    }

    @Test
    void shouldFillPartsOfAnyLength() {
        for (int length = 0; length < 9_000; length += 7) {
            byte[] out = new byte[length + 10];
            over(ZEROS).fill(out, 3, length);
            assertArrayEquals(new byte[3], Arrays.copyOf(out, 3));
            assertArrayEquals(new byte[7], Arrays.copyOfRange(out, length + 3, length + 10));
            byte[] same = over(ZEROS).bytes(length);
            assertArrayEquals(same, Arrays.copyOfRange(out, 3, length + 3));
        }
    }

    @Test
    void shouldForgetItsSeeds() {
        MixedRandom random = over(ZEROS);
        random.stir(new byte[] {1});
        random.forget();
        MixedRandom other = over(ZEROS);
        other.stir(new byte[] {2});
        other.forget();
        assertArrayEquals(random.bytes(32), other.bytes(32));
    }

    @Test
    void shouldGiveNothingTwiceToManyThreads() throws Exception {
        MixedRandom random = over(ZEROS);
        Set<String> seen = ConcurrentHashMap.newKeySet();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<Integer>> all = IntStream.range(0, 16)
                    .mapToObj(number -> threads.submit(() -> repeated(random, seen)))
                    .toList();
            for (Future<Integer> each : all) {
                assertEquals(0, each.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(16 * 2_000, seen.size());
    }

    private static int repeated(MixedRandom random, Set<String> seen) {
        int repeated = 0;
        for (int i = 0; i < 2_000; i++) {
            repeated += seen.add(HexFormat.of().formatHex(random.bytes(20))) ? 0 : 1;
            if (i % 500 == 0) {
                random.stir(new byte[] {1});
            }
        }
        return repeated;
    }
}
