package org.qgate.qrng.internal.health;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.SourceIdentity;
import org.qgate.common.wire.WireException;
import org.qgate.qrng.internal.flow.Finding;
import org.qgate.qrng.internal.flow.RawWindow;
import org.qgate.qrng.internal.flow.WindowVerdict;
import org.qgate.sim.SimSeeds;

/** The fast tests against the slow ones, and what else a window is judged by. */
class StandardTestsTest {
    private static final byte[] KEY = new byte[16];

    private static RawWindow window(long number, byte[] samples) {
        return new RawWindow("noise", number, samples, 0, 0);
    }

    @Test
    void shouldCountAsTheStandardWritesItWhereverWindowsBegin() {
        SimSeeds.each(200, 5_000, StandardTestsTest::compare);
    }

    private static void compare(long seed) {
        Noise pick = new Noise(seed, 8);
        int bits = 1 + pick.below(8);
        Noise noise = new Noise(seed + 1, bits);
        byte[] all = kind(noise, pick.below(6), 4_000 + pick.below(12_000), 1 << bits);
        Naive naive = new Naive(CutOffs.window(bits));
        StandardTests tests = new StandardTests(Noise.spec(bits, bits * 0.8), 100, KEY);
        long number = 0;
        for (int at = 0; at < all.length; number++) {
            int part = Math.min(all.length - at, 1 + pick.below(pick.below(3) == 0 ? 5_000 : 200));
            byte[] samples = Arrays.copyOfRange(all, at, at + part);
            naive.window(samples);
            WindowVerdict verdict = tests.judge(window(number, samples));
            assertEquals(naive.longest, verdict.statistics().longestRun(), "run");
            assertEquals(naive.highest, verdict.statistics().highestProportion(), "proportion");
            assertFindings(naive, verdict, bits, part);
            at += part;
            if (pick.below(10) == 0) {
                tests = StandardTests.thaw(Noise.spec(bits, bits * 0.8), 100, tests.freeze());
            }
        }
    }

    private static byte[] kind(Noise noise, int kind, int length, int values) {
        return switch (kind) {
            case 0 -> noise.sound(length);
            case 1 -> new byte[length];
            case 2 -> noise.bitsAreOne(length, 0.7);
            case 3 -> noise.valueIs(length, noise.below(values), 0.3);
            case 4 -> noise.runs(length);
            default -> {
                byte[] half = noise.sound(length);
                Arrays.fill(half, length / 3, length / 2, (byte) (values - 1));
                yield half;
            }
        };
    }

    /** The same findings as the slow way comes to, at the same level. */
    private static void assertFindings(Naive naive, WindowVerdict verdict, int bits, int samples) {
        CutOffs discard = CutOffs.discard(Noise.spec(bits, bits * 0.8));
        CutOffs severe = CutOffs.severe(Noise.spec(bits, bits * 0.8), 100);
        Balance balance = new Balance(bits, bits * 0.8);
        double heavier = Math.max(naive.ones, (long) samples * bits - naive.ones) / (double) samples;
        List<String> wanted = new ArrayList<>();
        add(wanted, "REPETITION", naive.longest >= discard.run(), naive.longest >= severe.run());
        add(wanted, "PROPORTION", naive.highest >= discard.proportion(), naive.highest >= severe.proportion());
        add(
                wanted,
                "PROPORTION",
                heavier > balance.limit(samples, discard.alphaBits()),
                heavier > balance.limit(samples, severe.alphaBits()));
        List<String> found = verdict.findings().stream()
                .filter(each -> each.code() != QrngError.DUPLICATE)
                .map(each -> each.code().name() + each.severe())
                .toList();
        assertEquals(wanted, found);
    }

    private static void add(List<String> wanted, String name, boolean found, boolean severe) {
        if (found) {
            wanted.add(name + severe);
        }
    }

    /** Places are told by the slow definition: after a run of exactly so many, wherever it lies in its 64 samples. */
    @Test
    void shouldTellTheEndsOfRunsOfOneLength() {
        SimSeeds.each(100, 2_000, seed -> {
            Noise noise = new Noise(seed, 2);
            byte[] samples = noise.sound(64 * (1 + noise.below(20)));
            int marked = 2 + noise.below(8);
            List<Integer> found = new ArrayList<>();
            new RepetitionCount().count(samples, marked, found::add);
            List<Integer> wanted = IntStream.range(marked + 1, samples.length)
                    .filter(end -> isRun(samples, end, marked))
                    .boxed()
                    .toList();
            assertEquals(wanted, found.stream().filter(end -> end > marked).toList());
        });
    }

    private static boolean isRun(byte[] samples, int end, int length) {
        byte value = samples[end - 1];
        boolean all = IntStream.range(end - length, end).allMatch(i -> samples[i] == value);
        return all && samples[end] != value && samples[end - length - 1] != value;
    }

    @Test
    void shouldFindNothingInSoundSamples() {
        for (int bits = 1; bits <= 8; bits++) {
            StandardTests tests = new StandardTests(Noise.spec(bits, bits), 100, KEY);
            Noise noise = new Noise(bits, bits);
            for (int i = 0; i < 40; i++) {
                assertEquals(
                        List.of(), tests.judge(window(i, noise.sound(65_536))).findings(), bits + " bits");
            }
        }
    }

    @Test
    void shouldDiscardAtTheLowerLevelAndQuarantineAtTheHigher() {
        StandardTests tests = new StandardTests(Noise.spec(8, 8), 100, KEY);
        CutOffs severe = CutOffs.severe(Noise.spec(8, 8), 100);
        assertFalse(tests.judge(window(1, withRun(1, 4))).severe());
        WindowVerdict discarded = tests.judge(window(2, withRun(2, 5)));
        assertEquals(List.of(QrngError.REPETITION), codes(discarded));
        assertFalse(discarded.severe(), "five in a row: " + discarded);
        assertFalse(tests.judge(window(3, withRun(3, severe.run() - 1))).severe());
        assertTrue(tests.judge(window(4, withRun(4, severe.run()))).severe());
    }

    private static byte[] withRun(long seed, int length) {
        byte[] samples = new Noise(seed, 8).sound(4_096);
        for (int i = 999; i <= 1_000 + length; i++) {
            samples[i] = (byte) (i < 1_000 || i == 1_000 + length ? 8 : 7);
        }
        return samples;
    }

    private static List<QrngError> codes(WindowVerdict verdict) {
        return verdict.findings().stream()
                .map(Finding::code)
                .map(QrngError.class::cast)
                .toList();
    }

    @Test
    void shouldRefuseBitsThatASampleCannotHave() {
        StandardTests tests = new StandardTests(Noise.spec(4, 4), 100, KEY);
        byte[] samples = new Noise(5, 4).sound(4_096);
        samples[4_000] |= 0x10;
        assertEquals(List.of(QrngError.NONSENSE), codes(tests.judge(window(0, samples))));
    }

    @Test
    void shouldLetADeviceSayMoreButNeverOtherThings() {
        StandardTests tests = new StandardTests(Noise.spec(8, 8), 100, KEY);
        SourceIdentity little = new SourceIdentity("Maker", "", "", "", false);
        SourceIdentity more = new SourceIdentity("Maker", "M1", "42", "1.0", false);
        assertTrue(tests.judge(little).clean());
        assertTrue(tests.judge(more).clean());
        assertTrue(tests.judge(more).clean());
        for (SourceIdentity other : List.of(
                new SourceIdentity("Maker", "M1", "43", "1.0", false),
                new SourceIdentity("Maker", "M1", "42", "1.1", false),
                new SourceIdentity("Maker", "M1", "", "1.0", false),
                new SourceIdentity("Maker", "M1", "42", "1.0", true),
                new SourceIdentity("\u0000".repeat(100_000), "M1", "42", "1.0", false))) {
            WindowVerdict verdict = tests.judge(other);
            assertTrue(verdict.severe(), other.serial());
            assertEquals(List.of(QrngError.IDENTITY_CHANGED), codes(verdict));
            assertTrue(verdict.findings().get(0).cause().length() < 300, "cut");
        }
        assertTrue(tests.judge(more).clean(), "it is compared with what it was before the change");
        assertEquals(more, tests.expected());
        assertTrue(StandardTests.thaw(Noise.spec(8, 8), 100, tests.freeze())
                .judge(new SourceIdentity("Maker", "M1", "43", "1.0", false))
                .severe());
    }

    @Test
    void shouldGiveTheSameStateAfterAHandOver() {
        StandardTests tests = new StandardTests(Noise.spec(8, 7), 100, new Noise(9, 8).sound(16));
        byte[] first = new Noise(10, 8).sound(65_536);
        tests.judge(window(77, first));
        byte[] frozen = tests.freeze();
        StandardTests next = StandardTests.thaw(Noise.spec(8, 7), 100, frozen);
        assertArrayEquals(frozen, next.freeze());
        WindowVerdict again = next.judge(window(78, first));
        assertEquals(List.of(QrngError.DUPLICATE), codes(again));
        assertTrue(again.findings().get(0).cause().contains("window 77"), again.toString());
        frozen[0] = 2;
        assertThrows(WireException.class, () -> StandardTests.thaw(Noise.spec(8, 7), 100, frozen));
    }

    @Test
    void shouldForgetRunsAtAResetButNotWhatCameBefore() {
        StandardTests tests = new StandardTests(Noise.spec(8, 8), 100, KEY);
        byte[] ends = withRun(1, 1);
        Arrays.fill(ends, 4_093, 4_096, (byte) 3);
        byte[] begins = withRun(2, 1);
        Arrays.fill(begins, 0, 3, (byte) 3);
        begins[3] = 4;
        tests.judge(window(0, ends));
        tests.reset();
        assertTrue(tests.judge(window(1, begins)).clean());
        assertEquals(List.of(QrngError.DUPLICATE), codes(tests.judge(window(2, ends))));
    }
}
