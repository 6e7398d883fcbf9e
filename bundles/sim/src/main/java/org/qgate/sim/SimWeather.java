package org.qgate.sim;

/**
 * What goes wrong on a way between two hosts, in each direction alike, beyond what {@link SimLink} says. Connections are
 * TCP's: ordered and reliable. So what is lost comes late, and all behind it waits; what overtakes are other connections and
 * the answers of resolvers; and at worst a connection is reset. Chances are per million.
 *
 * @param loss chance that a segment, a request for a connection or a resolver's answer is lost; it is sent again after 200 ms
 *     (a request after 1 s, an answer after 2 s), doubled each time
 * @param reset chance that a segment meets a box on the way that resets the connection, both ends
 * @param tailNs mean of a further delay of exponential distribution, cut at ten times the mean; 0 for none
 */
public record SimWeather(int loss, int reset, long tailNs) {
    /** Nothing goes wrong. */
    public static final SimWeather CALM = new SimWeather(0, 0, 0);

    /** First wait before a segment is sent again: what Linux never goes below. */
    static final long SEGMENT_AGAIN_NS = 200_000_000;
    /** First wait before a request for a connection is sent again (RFC 6298, 2.1). */
    static final long REQUEST_AGAIN_NS = 1_000_000_000;
    /** First wait of a resolver that heard nothing. */
    static final long NAME_AGAIN_NS = 2_000_000_000;

    private static final int MILLION = 1_000_000;
    private static final int MOST_LOSSES = 12;
    private static final int LONGEST_TAIL = 10;

    /** Checks the ranges. */
    public SimWeather {
        if (loss < 0 || loss > MILLION / 2 || reset < 0 || reset > MILLION || tailNs < 0) {
            throw new IllegalArgumentException("loss 0 to 500000, reset 0 to 1000000, tail from 0 on");
        }
    }

    /** Returns the same weather with another chance of loss. */
    public SimWeather withLoss(int perMillion) {
        return new SimWeather(perMillion, reset, tailNs);
    }

    /** Returns the same weather with another chance of resets. */
    public SimWeather withReset(int perMillion) {
        return new SimWeather(loss, perMillion, tailNs);
    }

    /** Returns the same weather with another mean of the further delay. */
    public SimWeather withTailMs(long ms) {
        return new SimWeather(loss, reset, ms * 1_000_000);
    }

    /** Draws by how much something is late: its further delay and the waits until a copy gets through. */
    long lateNs(SimRandom random, long firstAgainNs) {
        long late = 0;
        long again = firstAgainNs;
        for (int losses = 0; losses < MOST_LOSSES && happens(random, loss); losses++) {
            late += again;
            again *= 2;
        }
        return tailNs == 0 ? late : late + tail(random);
    }

    private long tail(SimRandom random) {
        double uniform = (random.next() >>> 11) * 0x1.0p-53;
        return (long) Math.min(LONGEST_TAIL * (double) tailNs, -Math.log1p(-uniform) * tailNs);
    }

    /** Draws whether a segment resets its connection. */
    boolean resets(SimRandom random) {
        return happens(random, reset);
    }

    /** Nothing is drawn for what cannot happen: calm worlds repeat whatever weather is added to the code. */
    private static boolean happens(SimRandom random, int chance) {
        return chance > 0 && random.upTo(MILLION) < chance;
    }
}
