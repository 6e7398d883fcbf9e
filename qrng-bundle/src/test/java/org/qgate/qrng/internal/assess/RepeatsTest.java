package org.qgate.qrng.internal.assess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sorted suffixes and counts of repeats, beside the obvious way to find them. */
class RepeatsTest {
    private static final int TEXTS = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldSortAndCountAsTheObviousWayDoes(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TEXTS; i++) {
            byte[] text = text(random);
            Symbols symbols = Symbols.of(text);
            String what = "seed " + seed + ", text " + Arrays.toString(text);
            assertArrayEquals(sorted(symbols), SuffixArray.of(numbers(symbols), symbols.kinds()), what);
            check(symbols, what);
        }
    }

    /** Random, periodic, or the same twice. */
    private static byte[] text(Random random) {
        byte[] text = new byte[1 + random.nextInt(120)];
        int kinds = 1 + random.nextInt(random.nextBoolean() ? 2 : 256);
        int period = random.nextBoolean() ? text.length : 1 + random.nextInt(text.length);
        for (int i = 0; i < text.length; i++) {
            text[i] = i < period ? (byte) random.nextInt(kinds) : text[i - period];
        }
        return text;
    }

    private static int[] numbers(Symbols symbols) {
        return IntStream.range(0, symbols.size()).map(symbols::at).toArray();
    }

    private static int[] sorted(Symbols symbols) {
        byte[] values = symbols.values();
        Comparator<Integer> order =
                (one, other) -> Arrays.compareUnsigned(values, one, values.length, values, other, values.length);
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(order)
                .mapToInt(each -> each)
                .toArray();
    }

    private static void check(Symbols symbols, String what) {
        Repeats repeats = Repeats.of(symbols);
        int longest = 0;
        for (int length = 1; length <= symbols.size(); length++) {
            Map<String, Integer> counts = new HashMap<>();
            for (int i = 0; i + length <= symbols.size(); i++) {
                counts.merge(Arrays.toString(Arrays.copyOfRange(symbols.values(), i, i + length)), 1, Integer::sum);
            }
            int most = counts.values().stream().mapToInt(each -> each).max().orElseThrow();
            long pairs = counts.values().stream()
                    .mapToLong(each -> each * (each - 1L) / 2)
                    .sum();
            assertEquals(most, repeats.most(length), what);
            assertEquals(pairs, repeats.pairs(length), what);
            longest = most > 1 ? length : longest;
        }
        assertEquals(longest, repeats.longest(), what);
    }

    /** What would take days when every repeat were followed to its end. */
    @Test
    void shouldCountInLinearTimeWhateverRepeats() {
        byte[] random = new byte[1 << 19];
        new Random(4).nextBytes(random);
        byte[] twice = Arrays.copyOf(random, 2 * random.length);
        System.arraycopy(random, 0, twice, random.length, random.length);
        Repeats repeats = Repeats.of(Symbols.of(twice));
        assertEquals(random.length, repeats.longest());
        assertEquals(2, repeats.most(random.length));
        assertEquals(1, repeats.pairs(random.length));

        Repeats alternating = Repeats.of(Symbols.bits(alternating(), 8));
        assertEquals(8_000_000 - 2, alternating.longest());
        assertEquals(4_000_000, alternating.most(1));
    }

    private static byte[] alternating() {
        byte[] samples = new byte[1_000_000];
        Arrays.fill(samples, (byte) 0x55);
        return samples;
    }
}
