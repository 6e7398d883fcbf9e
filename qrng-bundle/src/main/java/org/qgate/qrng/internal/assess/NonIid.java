package org.qgate.qrng.internal.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.qgate.api.qrng.Assessment;

/**
 * The min-entropy of samples that are not taken to be independent. Source: NIST SP 800-90B, sections 3.1.3 and 6.3, and where those
 * leave room NIST's program {@code ea_non_iid}: values that do not occur are not counted as possible; the string of bits has all bits
 * of all samples, the most significant first; samples of two values are seen as bits only.
 */
public final class NonIid {
    /** Fewest samples. */
    public static final int LEAST = 10_000;
    /** Most samples; as many as SP 800-90B asks for. */
    public static final int MOST = 1_000_000;

    private static final int COMMON = 7;
    private static final int FOR_BITS = 3;
    private static final int ALL = 100;

    private final byte[] samples;
    private final int bitsPerSample;
    private final BooleanSupplier cancelled;
    private final IntConsumer percent;
    private final List<Outcome> symbols = new ArrayList<>();
    private final List<Outcome> bits = new ArrayList<>();
    private int steps;
    private int done;

    private NonIid(byte[] samples, int bitsPerSample, BooleanSupplier cancelled, IntConsumer percent) {
        this.samples = samples;
        this.bitsPerSample = bitsPerSample;
        this.cancelled = cancelled;
        this.percent = percent;
    }

    /**
     * Runs all estimators, on the calling thread. What a million samples of eight bits cost stands in docs/randomness.md.
     *
     * @param samples one in a byte, in its lowest bits; {@value #LEAST} to {@value #MOST}; not changed
     * @param bitsPerSample 1 to 8
     * @param wallMs the assessment's time
     * @param cancelled asked between estimators, some two seconds apart at most
     * @param percent told how much is done, up to 100
     * @throws CancellationException when it was cancelled
     * @throws IllegalArgumentException for samples that are too few, too many or too wide
     */
    public static Assessment assess(
            byte[] samples, int bitsPerSample, long wallMs, BooleanSupplier cancelled, IntConsumer percent) {
        return run(samples, bitsPerSample, cancelled, percent).assessment(wallMs);
    }

    /** As {@link #assess}, with what the estimators found on their way. */
    static NonIid run(byte[] samples, int bitsPerSample, BooleanSupplier cancelled, IntConsumer percent) {
        check(samples, bitsPerSample);
        NonIid run = new NonIid(samples, bitsPerSample, cancelled, percent);
        run.estimate(Symbols.of(samples));
        return run;
    }

    private void estimate(Symbols all) {
        if (all.kinds() == 1) {
            // One value only: there is nothing to estimate, and no entropy.
            steps = 1;
            run(new MostCommonValue(), all, symbols);
        } else if (all.kinds() == 2) {
            steps = COMMON + FOR_BITS;
            common(all, symbols);
            onlyBits(all, symbols);
        } else {
            steps = 2 * COMMON + FOR_BITS;
            common(all, symbols);
            Symbols string = Symbols.bits(samples, bitsPerSample);
            common(string, bits);
            onlyBits(string, bits);
        }
    }

    List<Outcome> overSymbols() {
        return symbols;
    }

    List<Outcome> overBits() {
        return bits;
    }

    Assessment assessment(long wallMs) {
        double original = lowest(symbols, bitsPerSample);
        double bitstring = bits.isEmpty() ? original : lowest(bits, 1);
        double assessed = bits.isEmpty() ? original : Math.min(original, bitsPerSample * bitstring);
        List<Assessment.Estimate> estimates = new ArrayList<>();
        symbols.forEach(each -> estimates.add(each.estimate(false)));
        bits.forEach(each -> estimates.add(each.estimate(true)));
        return new Assessment(wallMs, samples.length, bitsPerSample, original, bitstring, assessed, estimates);
    }

    private static void check(byte[] samples, int bitsPerSample) {
        if (samples.length < LEAST || samples.length > MOST) {
            throw new IllegalArgumentException(samples.length + " samples, not " + LEAST + " to " + MOST);
        }
        if (bitsPerSample < 1 || bitsPerSample > 8) {
            throw new IllegalArgumentException(bitsPerSample + " bits a sample, not 1 to 8");
        }
        for (byte each : samples) {
            if ((each & 0xff) >> bitsPerSample != 0) {
                throw new IllegalArgumentException(
                        "a sample of " + (each & 0xff) + " has more than " + bitsPerSample + " bits");
            }
        }
    }

    private void common(Symbols seen, List<Outcome> to) {
        run(new MostCommonValue(), seen, to);
        stop();
        Repeats repeats = Repeats.of(seen);
        add(new TTuple().estimate(repeats), to);
        add(new LongestRepeat().estimate(repeats), to);
        run(new MultiMcw(), seen, to);
        run(new Lag(), seen, to);
        run(new MultiMmc(), seen, to);
        run(new Lz78y(), seen, to);
    }

    private void onlyBits(Symbols seen, List<Outcome> to) {
        run(new Collision(), seen, to);
        run(new Markov(), seen, to);
        run(new Compression(), seen, to);
    }

    private void run(Estimator estimator, Symbols seen, List<Outcome> to) {
        stop();
        add(estimator.estimate(seen), to);
    }

    private void stop() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("the assessment was cancelled");
        }
    }

    private void add(Optional<Outcome> outcome, List<Outcome> to) {
        outcome.ifPresent(to::add);
        percent.accept(++done * ALL / steps);
    }

    private static double lowest(List<Outcome> outcomes, double most) {
        return outcomes.stream().mapToDouble(Outcome::minEntropy).reduce(most, Math::min);
    }
}
