package org.qgate.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.qgate.bench.engine.Engine;
import org.qgate.testnet.Progress;

/** Puts one load on all engines in turn, round after round: A-B-C-A-B-C. The first engine is ours. */
final class EngineRounds {
    private final List<? extends Engine> engines;
    private final int rounds;
    private final Progress progress;
    private final Result result;

    EngineRounds(List<? extends Engine> engines, int rounds, Progress progress, Result result) {
        this.engines = engines;
        this.rounds = rounds;
        this.progress = progress;
        this.result = result;
    }

    /** Returns ours divided by each peer's, round by round. One round more comes first, to get warm. */
    Map<String, Samples> run(String figure, String unit, ToDoubleFunction<Engine> load) {
        Map<Engine, Series> series = new LinkedHashMap<>();
        engines.forEach(engine -> {
            load.applyAsDouble(engine);
            series.put(engine, new Series());
        });
        for (int round = 0; round < rounds; round++) {
            StringBuilder line = new StringBuilder(figure + " " + round + ":");
            for (Engine engine : engines) {
                double value = load.applyAsDouble(engine);
                series.get(engine).put(round, value);
                line.append(' ').append(engine.name()).append(' ').append(Samples.rounded(value));
            }
            progress.step(line + " " + unit);
        }
        return tell(figure, unit, series);
    }

    private Map<String, Samples> tell(String figure, String unit, Map<Engine, Series> series) {
        Series ours = series.get(engines.get(0));
        Map<String, Samples> ratios = new LinkedHashMap<>();
        series.forEach((engine, theirs) -> {
            if (theirs == ours) {
                result.figure(figure, unit, theirs.samples());
            } else {
                Samples ratio = ours.dividedBy(theirs);
                result.peerFigure(engine.name(), figure, unit, theirs.samples());
                result.ratio(engine.name(), figure, ratio);
                ratios.put(engine.name(), ratio);
            }
        });
        return ratios;
    }
}
