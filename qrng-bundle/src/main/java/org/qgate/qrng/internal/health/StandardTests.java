package org.qgate.qrng.internal.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.SourceIdentity;
import org.qgate.api.qrng.SourceSpec;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.qrng.internal.flow.Finding;
import org.qgate.qrng.internal.flow.RawWindow;
import org.qgate.qrng.internal.flow.WindowStatistics;
import org.qgate.qrng.internal.flow.WindowTests;
import org.qgate.qrng.internal.flow.WindowVerdict;

/**
 * The tests of SP 800-90B, section 4.4, at two levels, and some of our own: balance of ones, material that came before, bits
 * that a sample cannot have, another identity. What finds too much is stated in docs/randomness.md with its bounds. For one
 * thread.
 */
public final class StandardTests implements WindowTests {
    private static final int FORM = 1;
    /** Samples of start-up tests for the fastest device; SP 800-90B, section 4.3, asks for 1,024. */
    private static final int MOST_AT_START = 1 << 20;

    private static final int LEAST_AT_START = 4096;

    private final SourceSpec spec;
    private final byte[] key;
    private final CutOffs discard;
    private final CutOffs severe;
    private final RepetitionCount repetition = new RepetitionCount();
    private final AdaptiveProportion proportion;
    private final Balance balance;
    private final Repeats repeats;
    private final Lags lags;
    private final WindowSum sums;
    private final IdentityWatch identity = new IdentityWatch();

    /**
     * Begins.
     *
     * @param acceptedYears in which one false quarantine of a sound device is accepted
     * @param key 16 random bytes, so that nobody can make windows that look alike to the tests
     */
    public StandardTests(SourceSpec spec, double acceptedYears, byte[] key) {
        this.spec = spec;
        this.key = key.clone();
        discard = CutOffs.discard(spec);
        severe = CutOffs.severe(spec, acceptedYears);
        proportion = new AdaptiveProportion(CutOffs.window(spec.bitsPerSample()));
        balance = new Balance(spec.bitsPerSample(), spec.claimedMinEntropy());
        repeats = new Repeats(spec.bitsPerSample(), spec.claimedMinEntropy());
        lags = new Lags(spec.claimedMinEntropy(), severe.alphaBits());
        sums = new WindowSum(key);
    }

    /** Returns how many samples in a row start-up tests take: those of a second, 4,096 at least, 2^20 at most. */
    public static int startUpSamples(SourceSpec spec) {
        return (int) Math.max(LEAST_AT_START, Math.min(MOST_AT_START, spec.samplesPerSecond()));
    }

    /** Says who the device was when it was added, if that is known. */
    public void expect(SourceIdentity known) {
        identity.expect(known);
    }

    /** Returns who the device is taken to be. */
    public SourceIdentity expected() {
        return identity.expected();
    }

    @Override
    public WindowVerdict judge(RawWindow window) {
        byte[] samples = window.samples();
        List<Finding> findings = new ArrayList<>();
        sums.sum(samples);
        int again = repetition(samples);
        proportion.count(samples);
        width(findings);
        repetition(findings);
        proportion(findings);
        balance(samples.length, findings);
        repeats(window, again, findings);
        return new WindowVerdict(
                findings,
                new WindowStatistics(
                        samples.length,
                        repetition.longest(),
                        discard.run(),
                        proportion.highest(),
                        discard.proportion()));
    }

    /** Counts runs; returns where material ends that came before, or −1. */
    private int repetition(byte[] samples) {
        Again again = new Again(samples);
        repetition.count(samples, repeats.marked(), repeats.comparesPlaces() ? again : nobody -> {});
        return again.first;
    }

    /** Asks at each place whether it is known. */
    private final class Again implements RepetitionCount.Ends {
        private final byte[] samples;
        private int first = -1;

        Again(byte[] samples) {
            this.samples = samples;
        }

        @Override
        public void at(int index) {
            if (first < 0 && repeats.seen(samples, index, sums)) {
                first = index;
            }
        }
    }

    private void width(List<Finding> findings) {
        if (sums.used() >>> spec.bitsPerSample() != 0) {
            String used = Integer.toHexString(sums.used());
            findings.add(new Finding(
                    QrngError.NONSENSE,
                    "samples use the bits 0x" + used + ", more than the lowest " + spec.bitsPerSample(),
                    true));
        }
    }

    private void repetition(List<Finding> findings) {
        int longest = repetition.longest();
        if (longest >= discard.run()) {
            findings.add(new Finding(
                    QrngError.REPETITION,
                    "a value came " + longest + " times in a row; a window is discarded from " + discard.run()
                            + ", the device is quarantined from " + severe.run(),
                    longest >= severe.run()));
        }
    }

    private void proportion(List<Finding> findings) {
        int highest = proportion.highest();
        if (highest >= discard.proportion()) {
            findings.add(new Finding(
                    QrngError.PROPORTION,
                    "a value came " + highest + " times in " + CutOffs.window(spec.bitsPerSample())
                            + " samples; a window is discarded from " + discard.proportion()
                            + ", the device is quarantined from " + severe.proportion(),
                    highest >= severe.proportion()));
        }
    }

    private void balance(int samples, List<Finding> findings) {
        if (samples == 0) {
            return;
        }
        double heavier = balance.heavier(sums.ones(), samples);
        double limit = balance.limit(samples, severe.alphaBits());
        double low = balance.limit(samples, discard.alphaBits());
        if (heavier > low) {
            findings.add(new Finding(
                    QrngError.PROPORTION,
                    String.format(
                            Locale.ROOT,
                            "one of the two bit values came %.4f times a sample; a window of %d is discarded over %.4f, the"
                                    + " device is quarantined over %.4f",
                            heavier,
                            samples,
                            low,
                            limit),
                    heavier > limit));
        }
    }

    private void repeats(RawWindow window, int again, List<Finding> findings) {
        Optional<Long> same = repeats.seen(sums, window.number(), window.samples().length);
        int period = same.isPresent() ? 0 : repeats.period(window.samples());
        int lag = lags.found(window.samples(), window.number());
        if (same.isPresent()) {
            duplicate(findings, "the window is the same as window " + same.get());
        } else if (period > 0) {
            duplicate(findings, "the window's beginning comes again after " + period + " samples");
        } else if (again >= 0) {
            duplicate(findings, "what stands before sample " + again + " of the window came before");
        } else if (lag > 0) {
            duplicate(
                    findings,
                    "at least " + lags.cutOff() + " of " + Lags.COMPARED + " samples equal those " + lag + " before");
        }
    }

    private static void duplicate(List<Finding> findings, String cause) {
        findings.add(new Finding(QrngError.DUPLICATE, cause, true));
    }

    @Override
    public WindowVerdict judge(SourceIdentity said) {
        return new WindowVerdict(identity.judge(said), new WindowStatistics(0, 0, 0, 0, 0));
    }

    /** Runs and proportions begin anew; what came before is still known, and so is the identity. */
    @Override
    public void reset() {
        repetition.reset();
        proportion.reset();
    }

    /** Returns all state, for another version. */
    public byte[] freeze() {
        WireWriter out = new WireWriter(256 << 10).u8(FORM).bytes(key);
        repetition.freeze(out);
        proportion.freeze(out);
        identity.freeze(out);
        repeats.freeze(out);
        return out.toBytes();
    }

    /**
     * Goes on with what {@link #freeze} gave.
     *
     * @throws WireException when it is of another form
     */
    public static StandardTests thaw(SourceSpec spec, double acceptedYears, byte[] frozen) {
        WireReader in = new WireReader(frozen);
        int form = in.u8();
        if (form != FORM) {
            throw new WireException("health tests of form " + form + ", known: " + FORM);
        }
        StandardTests tests = new StandardTests(spec, acceptedYears, in.bytes(16));
        tests.repetition.thaw(in);
        tests.proportion.thaw(in);
        tests.identity.thaw(in);
        tests.repeats.thaw(in);
        in.finish();
        return tests;
    }
}
