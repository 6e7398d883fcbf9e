package org.qgate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Medians, percentiles and ratios by runs. */
final class SamplesTest {
    private static Samples of(double... values) {
        Samples samples = new Samples();
        for (double value : values) {
            samples.add(value);
        }
        return samples;
    }

    @Test
    void shouldTellTheMedianOfOddAndEvenCounts() {
        assertEquals(3, of(9, 3, 1).median());
        assertEquals(2.5, of(4, 1, 2, 3).median());
    }

    @Test
    void shouldTellPercentilesByNearestRank() {
        Samples hundred = new Samples();
        IntStream.rangeClosed(1, 300).mapToObj(i -> 301 - i).forEach(hundred::add);
        assertEquals(297, hundred.percentile(99));
        assertEquals(300, hundred.percentile(100));
        assertEquals(7, of(7).percentile(99));
    }

    @Test
    void shouldDivideRunByRunAndLeaveOutWhatOneSideLacks() {
        Series ours = new Series();
        Series theirs = new Series();
        double[] our = {10, 20, 30, 40};
        double[] their = {5, 5, 0, 80};
        for (int run = 0; run < our.length; run++) {
            ours.put(run, our[run]);
            if (run != 1) {
                theirs.put(run, their[run]);
            }
        }
        Samples ratios = ours.dividedBy(theirs);
        assertEquals(2, ratios.size(), "run 1 is missing there, run 2 has nothing to divide by");
        assertEquals(1.25, ratios.median());
    }

    @Test
    void shouldNotDivideMedians() {
        Series ours = new Series();
        Series theirs = new Series();
        double[] our = {100, 10, 50};
        double[] their = {50, 10, 10};
        for (int run = 0; run < our.length; run++) {
            ours.put(run, our[run]);
            theirs.put(run, their[run]);
        }
        assertEquals(5, ours.samples().median() / theirs.samples().median());
        assertEquals(2, ours.dividedBy(theirs).median());
    }
}
