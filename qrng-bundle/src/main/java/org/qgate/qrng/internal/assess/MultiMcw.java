package org.qgate.qrng.internal.assess;

import java.util.Optional;

/**
 * Predicts the most common value in the window (MultiMCW) of the last 63, 255, 1,023 or 4,095 symbols. Source: SP 800-90B,
 * section 6.3.7.
 */
final class MultiMcw implements Estimator {
    private final int[] widths;

    MultiMcw() {
        this(63, 255, 1_023, 4_095);
    }

    /** Makes one with other windows, the shortest first; the standard's example has 3, 5, 7 and 9. */
    MultiMcw(int... widths) {
        this.widths = widths;
    }

    @Override
    public Optional<Outcome> estimate(Symbols symbols) {
        if (symbols.size() <= widths[widths.length - 1]) {
            return Optional.empty();
        }
        Window[] windows = new Window[widths.length];
        for (int i = 0; i < windows.length; i++) {
            windows[i] = new Window(widths[i], symbols.kinds());
        }
        Scoreboard scores = new Scoreboard(windows.length);
        Tally tally = new Tally();
        for (int at = 0; at < symbols.size(); at++) {
            int symbol = symbols.at(at);
            if (at >= widths[0]) {
                tally.add(windows[scores.best()].frequent() == symbol);
            }
            for (int i = 0; i < windows.length; i++) {
                Window window = windows[i];
                if (at < window.width()) {
                    window.add(symbol, at);
                } else {
                    if (window.frequent() == symbol) {
                        scores.right(i);
                    }
                    window.slide(symbols.at(at - window.width()), symbol, at);
                }
            }
        }
        return Optional.of(tally.outcome("6.3.7", "MultiMCW Prediction", symbols.kinds()));
    }
}
