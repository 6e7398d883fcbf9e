package org.qgate.qrng.internal.assess;

import java.util.Arrays;
import java.util.Optional;

/**
 * Predicts what followed most often any of the last 1 to 16 symbols that a dictionary took in, as compression after Lempel and Ziv
 * (1978) and Bernstein does. Source: SP 800-90B, section 6.3.10.
 */
final class Lz78y implements Estimator {
    /** How many strings the dictionary takes in. */
    private static final int MOST = 65_536;

    private final int longest;

    Lz78y() {
        this(16);
    }

    /** Makes one for shorter strings; the standard's example has 4. */
    Lz78y(int longest) {
        this.longest = longest;
    }

    @Override
    public Optional<Outcome> estimate(Symbols symbols) {
        if (symbols.size() < longest + 2) {
            return Optional.empty();
        }
        Dictionary dictionary = new Dictionary(symbols, longest);
        Tally tally = new Tally();
        dictionary.predict(longest);
        for (int at = longest + 1; at < symbols.size(); at++) {
            tally.add(dictionary.predict(at) == symbols.at(at));
        }
        return Optional.of(tally.outcome("6.3.10", "LZ78Y Prediction", symbols.kinds()));
    }

    /** The dictionary at work. */
    private static final class Dictionary {
        private static final int NOTHING = -1;

        private final Symbols symbols;
        private final Contexts contexts;
        private final int[] strings;
        private int entries;

        Dictionary(Symbols symbols, int longest) {
            this.symbols = symbols;
            this.contexts = Contexts.of(symbols.kinds(), longest);
            this.strings = new int[longest + 1];
        }

        /** Predicts a symbol, then learns what it is. */
        int predict(int at) {
            int symbol = symbols.at(at);
            look(at);
            int times = 0;
            int predicted = NOTHING;
            for (int length = strings.length - 1; length > 0; length--) {
                int string = strings[length];
                int here = string == Contexts.NONE ? 0 : contexts.times(string);
                if (here > times) {
                    times = here;
                    predicted = contexts.likeliest(string);
                }
                if (here > 0) {
                    contexts.follow(string, symbol, true);
                } else if (entries < MOST) {
                    entries++;
                    contexts.follow(make(at, length), symbol, true);
                }
            }
            return predicted;
        }

        private void look(int at) {
            Arrays.fill(strings, Contexts.NONE);
            strings[0] = 0;
            for (int i = 1; i < strings.length && strings[i - 1] != Contexts.NONE; i++) {
                strings[i] = contexts.longer(strings[i - 1], symbols.at(at - i));
            }
        }

        private int make(int at, int length) {
            for (int i = 1; i <= length; i++) {
                if (strings[i] == Contexts.NONE) {
                    strings[i] = contexts.make(strings[i - 1], symbols.at(at - i));
                }
            }
            return strings[length];
        }
    }
}
