package org.qgate.qrng.internal.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.SourceSpec;
import org.qgate.qrng.internal.flow.RawWindow;
import org.qgate.qrng.internal.flow.WindowVerdict;
import org.qgate.sim.SimSeeds;
import org.qgate.sim.device.Fault;
import org.qgate.sim.device.FaultKind;
import org.qgate.sim.device.Signal;

/**
 * Each fault of the simulated device that is in its samples is found within the bound of docs/randomness.md: samples from the
 * fault's first one to the end of the window that quarantines. Speed, silence and identity are the fleet's tests.
 */
class FaultsTest {
    /** What docs/randomness.md states its numbers for, beside 10^6 samples a second and 100 years. */
    private static final SourceSpec SPEC = spec(8, 7.0);

    private static final int WINDOW = 65_536;
    private static final long DRIFT = 10_000_000; // ten seconds

    private static SourceSpec spec(int bits, double claim) {
        return new SourceSpec("sim", "test", "-", Provenance.SIMULATED, bits, claim, 1_000_000, Map.of());
    }

    /** Found after how many samples, by what. */
    private record Found(long samples, QrngError code) {}

    private static Found find(SourceSpec spec, long seed, FaultKind kind, double value, long most) {
        Signal signal = new Signal(seed, spec.bitsPerSample(), DRIFT);
        StandardTests tests = new StandardTests(spec, 100, new Noise(seed, 8).sound(16));
        byte[] window = new byte[WINDOW];
        long number = 0;
        for (; number < 3; number++) {
            signal.fill(window, 0, WINDOW);
            WindowVerdict verdict = tests.judge(new RawWindow("sim", number, window, 0, 0));
            assertTrue(!verdict.severe(), "before the fault: " + verdict.findings());
        }
        int sound = new Noise(seed, 8).below(WINDOW);
        signal.fill(window, 0, sound);
        signal.begin(new Fault(kind, value), 1);
        signal.fill(window, sound, WINDOW - sound);
        for (long samples = WINDOW - sound; samples <= most; samples += WINDOW) {
            WindowVerdict verdict = tests.judge(new RawWindow("sim", number++, window, 0, 0));
            if (verdict.severe()) {
                return new Found(
                        samples,
                        verdict.findings().stream()
                                .filter(each -> each.severe())
                                .findFirst()
                                .orElseThrow()
                                .code());
            }
            signal.fill(window, 0, WINDOW);
        }
        throw new AssertionError(kind + " " + value + " was not found within " + most + " samples");
    }

    private static void each(SourceSpec spec, FaultKind kind, double value, long bound, QrngError... codes) {
        SimSeeds.each(10, 200, seed -> {
            Found found = find(spec, seed, kind, value, bound);
            assertTrue(List.of(codes).contains(found.code()), kind + " was found by " + found.code());
        });
    }

    @Test
    void shouldHaveTheCutOffsThatTheDocumentationStates() {
        CutOffs discard = CutOffs.discard(SPEC);
        CutOffs severe = CutOffs.severe(SPEC, 100);
        assertEquals("6 9", discard.run() + " " + severe.run());
        assertEquals("22 30", discard.proportion() + " " + severe.proportion());
        assertEquals("41", "" + new Lags(7.0, severe.alphaBits()).cutOff());
        assertEquals(51.5, severe.alphaBits(), 0.05);
    }

    @Test
    void shouldFindAStuckDevice() {
        each(SPEC, FaultKind.STUCK, 0, WINDOW + 8, QrngError.REPETITION);
    }

    @Test
    void shouldFindABiasedDevice() {
        for (double bias : new double[] {0.1, 0.15, 0.25, 0.5, 1}) {
            each(SPEC, FaultKind.BIASED, bias, biasBound(SPEC, bias), QrngError.PROPORTION, QrngError.REPETITION);
        }
    }

    @Test
    void shouldHaveTheBoundsOfBiasThatTheDocumentationStates() {
        assertEquals(196_096, biasBound(SPEC, 0.1));
        assertEquals(174_080, biasBound(SPEC, 0.15));
        assertEquals(155_648, biasBound(SPEC, 0.25));
        assertEquals(141_312, biasBound(SPEC, 0.5));
    }

    /** Missed with a probability of 2^-20 at most: so many stretches, and the rest of two windows. */
    private static long biasBound(SourceSpec spec, double bias) {
        double favoured = bias + (1 - bias) / 256;
        double found =
                favoured * atLeast(511, favoured, CutOffs.severe(spec, 100).proportion() - 1);
        return 2 * WINDOW + 512 * (long) Math.ceil(20 * Math.log(2) / -Math.log1p(-found));
    }

    /** P(X ≥ k) of a binomial distribution. */
    private static double atLeast(int trials, double chance, int k) {
        double logTerm = trials * Math.log1p(-chance);
        double below = 0;
        for (int i = 0; i < k; i++) {
            below += Math.exp(logTerm);
            logTerm += Math.log((trials - i) / (i + 1.0)) + Math.log(chance) - Math.log1p(-chance);
        }
        return Math.max(1e-12, 1 - below);
    }

    /** The bias grows to a half in 10^7 samples: it is found before it is over what is found at once. */
    @Test
    void shouldFindADriftingDevice() {
        long until15 = DRIFT * 15 / 50;
        each(
                SPEC,
                FaultKind.DRIFTING,
                0.5,
                until15 + biasBound(SPEC, 0.15),
                QrngError.PROPORTION,
                QrngError.REPETITION);
    }

    @Test
    void shouldFindAPeriodicDevice() {
        for (int period : new int[] {1, 2, 37, 512, 2_048}) {
            each(
                    SPEC,
                    FaultKind.PERIODIC,
                    period,
                    2 * WINDOW + period,
                    QrngError.DUPLICATE,
                    QrngError.PROPORTION,
                    QrngError.REPETITION);
        }
        for (int period : new int[] {2_049, 10_000, 65_536, 100_000, 1 << 20}) {
            each(SPEC, FaultKind.PERIODIC, period, period + 2 * WINDOW + 16_384, QrngError.DUPLICATE);
        }
    }

    @Test
    void shouldFindADeviceThatGivesEachBlockTwice() {
        for (int block : new int[] {1, 2, 3, 16, 64, 256, 320}) {
            each(
                    SPEC,
                    FaultKind.DUPLICATE,
                    block,
                    21 * WINDOW,
                    QrngError.DUPLICATE,
                    QrngError.PROPORTION,
                    QrngError.REPETITION);
        }
        for (int block : new int[] {321, 1_000, 4_096, 65_536, 1 << 20}) {
            each(SPEC, FaultKind.DUPLICATE, block, block + 2 * WINDOW + 16_384, QrngError.DUPLICATE);
        }
    }

    /** The simulated device as it is added: three quarters of its bits are claimed; and narrower samples. */
    @Test
    void shouldFindThemAtLowerClaimsAndInNarrowerSamples() {
        QrngError[] any = {QrngError.DUPLICATE, QrngError.PROPORTION, QrngError.REPETITION};
        for (int bits : new int[] {1, 2, 4, 6, 8}) {
            SourceSpec spec = spec(bits, 0.75 * bits);
            each(spec, FaultKind.STUCK, 0, WINDOW + 70, QrngError.REPETITION);
            each(spec, FaultKind.BIASED, 0.5, biasBound(spec, 0.5), any);
            each(spec, FaultKind.DRIFTING, 0.5, DRIFT + biasBound(spec, 0.5), any);
            for (int length : new int[] {1, 100, 512, 4_096, 50_000}) {
                each(spec, FaultKind.PERIODIC, length, length + 4 * WINDOW, any);
                each(spec, FaultKind.DUPLICATE, length, length + 21 * WINDOW, any);
            }
        }
    }
}
