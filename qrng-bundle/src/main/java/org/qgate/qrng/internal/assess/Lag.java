package org.qgate.qrng.internal.assess;

import java.util.Optional;

/** Predicts that a symbol is that of 1 to 128 places before. Source: SP 800-90B, section 6.3.8. */
final class Lag implements Estimator {
    private final int farthest;
    private final int mask;

    Lag() {
        this(128);
    }

    /** Makes one that looks less far back; the standard's example looks 3 back. */
    Lag(int farthest) {
        this.farthest = farthest;
        this.mask = Integer.highestOneBit(2 * farthest - 1) - 1;
    }

    @Override
    public Optional<Outcome> estimate(Symbols symbols) {
        if (symbols.size() < 3) {
            return Optional.empty();
        }
        // Where each symbol was seen last, as rings: only lags that would be right are looked at.
        int[][] places = new int[symbols.kinds()][mask + 1];
        int[] seen = new int[symbols.kinds()];
        Scoreboard scores = new Scoreboard(farthest);
        Tally tally = new Tally();
        for (int at = 0; at < symbols.size(); at++) {
            int symbol = symbols.at(at);
            if (at > 0) {
                tally.add(symbols.at(at - 1 - scores.best()) == symbol);
            }
            int[] ring = places[symbol];
            int known = Math.min(seen[symbol], farthest);
            int last = seen[symbol];
            for (int i = 1; i <= known; i++) {
                int lag = at - ring[last - i & mask];
                if (lag > farthest) {
                    break;
                }
                scores.right(lag - 1);
            }
            ring[seen[symbol]++ & mask] = at;
        }
        return Optional.of(tally.outcome("6.3.8", "Lag Prediction", symbols.kinds()));
    }
}
