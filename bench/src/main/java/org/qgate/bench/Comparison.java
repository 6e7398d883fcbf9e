package org.qgate.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.qgate.testnet.Progress;

/** Puts each load on all sides in turn, run after run: A-B-C-A-B-C. What fails on one side does not end the others. */
final class Comparison {
    private final List<Measured> sides;
    private final int runs;
    private final Progress progress;
    private final List<String> failures = new ArrayList<>();

    Comparison(List<Measured> sides, int runs, Progress progress) {
        this.sides = List.copyOf(sides);
        this.runs = runs;
        this.progress = progress;
    }

    /** Puts one load on one side. */
    @FunctionalInterface
    interface Load {
        void on(Measured side, int run) throws IOException;
    }

    /** Lets every side get warm; ours must. */
    void warmUp(Load load) throws IOException {
        for (Measured side : sides) {
            try {
                load.on(side, -1);
                progress.step("warm: " + side.name());
            } catch (IOException failed) {
                if (side == sides.get(0)) {
                    throw failed;
                }
                failures.add("warm-up of " + side.name() + ": " + failed.getMessage());
            }
        }
    }

    /** Runs a load; {@code shown} is what is told of each run while it goes on. */
    void interleave(Figure shown, Load load) {
        for (int run = 0; run < runs; run++) {
            for (Measured side : sides) {
                String what = shown.key + " " + side.name() + " " + run;
                try {
                    load.on(side, run);
                    progress.step(String.format(
                            "%s: %s %s", what, Samples.rounded(side.of(shown).last()), shown.unit));
                } catch (IOException failed) {
                    failures.add(what + ": " + failed.getMessage());
                    progress.step(what + ": " + failed.getMessage());
                }
            }
        }
    }

    List<String> failures() {
        return List.copyOf(failures);
    }
}
