package org.qgate.qrng.internal.assess;

import java.util.Optional;

/**
 * Predicts what followed most often the last 1 to 16 symbols: Markov models with counting (MultiMMC). Source: SP 800-90B,
 * section 6.3.9.
 */
final class MultiMmc implements Estimator {
    /** How many pairs of string and follower each model counts. */
    private static final int MOST = 100_000;

    private final int depth;

    MultiMmc() {
        this(16);
    }

    /** Makes one with fewer models; the standard's example has 3. */
    MultiMmc(int depth) {
        this.depth = depth;
    }

    @Override
    public Optional<Outcome> estimate(Symbols symbols) {
        if (symbols.size() < 3) {
            return Optional.empty();
        }
        Models models = new Models(symbols, depth);
        for (int at = 1; at < symbols.size(); at++) {
            models.step(at);
        }
        return Optional.of(models.tally.outcome("6.3.9", "MultiMMC Prediction", symbols.kinds()));
    }

    /** The models at work. */
    private static final class Models {
        private final Symbols symbols;
        private final int depth;
        private final Contexts contexts;
        private final int[] entries;
        private final Scoreboard scores;
        private final Tally tally = new Tally();

        Models(Symbols symbols, int depth) {
            this.symbols = symbols;
            this.depth = depth;
            this.contexts = Contexts.of(symbols.kinds(), depth);
            this.entries = new int[depth];
            this.scores = new Scoreboard(depth);
        }

        /** Predicts a symbol with the best model, then tells all of them what it is. */
        void step(int at) {
            int symbol = symbols.at(at);
            int trusted = scores.best();
            int models = Math.min(depth, at);
            int string = 0;
            int model = 0;
            boolean known = false;
            boolean right = false;
            for (; model < models; model++) {
                int longer = contexts.longer(string, symbols.at(at - 1 - model));
                if (longer == Contexts.NONE || contexts.times(longer) == 0) {
                    break;
                }
                string = longer;
                boolean hit = contexts.likeliest(string) == symbol;
                if (hit) {
                    scores.right(model);
                }
                if (model == trusted) {
                    known = true;
                    right = hit;
                }
                if (contexts.follow(string, symbol, entries[model] < MOST)) {
                    entries[model]++;
                }
            }
            learn(at, symbol, model, models, string);
            if (known) {
                tally.add(right);
            } else if (at > 1) {
                tally.none();
            }
        }

        /** Lets models from one on count strings that are new to them, while they have room. */
        private void learn(int at, int symbol, int from, int to, int string) {
            int longer = string;
            for (int model = from; model < to; model++) {
                if (entries[model] == MOST) {
                    // A longer string could never be found without this one: it is counted, not kept.
                    longer = Contexts.NONE;
                } else {
                    entries[model]++;
                    if (longer != Contexts.NONE) {
                        longer = contexts.make(longer, symbols.at(at - 1 - model));
                        contexts.follow(longer, symbol, true);
                    }
                }
            }
        }
    }
}
