package org.qgate.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Turns what was measured of all sides into figures, ratios and bounds. The first side is ours. */
final class PathReport {
    /** As style has it: a median of fewer runs says nothing. */
    static final int FEWEST_RUNS = 5;

    private final Result result;
    private final List<Measured> sides;

    PathReport(Result result, List<Measured> sides) {
        this.result = result;
        this.sides = sides;
    }

    private Measured ours() {
        return sides.get(0);
    }

    private List<Measured> peers() {
        return sides.subList(1, sides.size());
    }

    void facts() {
        ours().side().facts().forEach(result::fact);
        result.fact("bytesPerRun", ours().bytes());
        for (Measured peer : peers()) {
            result.peerFact(peer.name(), "bytesPerRun", peer.bytes());
            peer.side().facts().forEach((key, value) -> result.peerFact(peer.name(), key, value));
        }
    }

    void figures(List<Figure> figures) {
        for (Figure figure : figures) {
            if (enough(ours(), figure)) {
                result.figure(figure.key, figure.unit, ours().of(figure).samples());
            }
            for (Measured peer : peers()) {
                if (enough(peer, figure)) {
                    result.peerFigure(
                            peer.name(),
                            figure.key,
                            figure.unit,
                            peer.of(figure).samples());
                    ratio(peer, figure);
                }
            }
        }
    }

    private boolean enough(Measured side, Figure figure) {
        boolean enough = side.of(figure).size() >= FEWEST_RUNS;
        if (!enough) {
            result.notMeasured(
                    figure.key + " of " + side.name() + ": " + side.of(figure).size() + " runs");
        }
        return enough;
    }

    private void ratio(Measured peer, Figure figure) {
        Samples ratios = ours().of(figure).dividedBy(peer.of(figure));
        if (ratios.size() > 0) {
            result.ratio(peer.name(), figure.key, ratios);
        }
    }

    /** Asserts how ours stands to the better of some peers: the better one by its median. */
    void bound(Figure figure, double factor, List<String> peers) {
        Optional<Measured> better = better(figure, peers);
        if (better.isEmpty() || ours().of(figure).size() < FEWEST_RUNS) {
            return; // said to be not measured already
        }
        Samples ratios = ours().of(figure).dividedBy(better.get().of(figure));
        String text = figure.key + " " + (figure.moreIsBetter ? ">= " : "<= ") + factor + " x "
                + better.get().name() + (peers.size() > 1 ? ", the better one" : "") + ", by pairs";
        if (figure.moreIsBetter) {
            result.atLeast(text, factor, ratios.median());
        } else {
            result.atMost(text, factor, ratios.median());
        }
    }

    Optional<Measured> better(Figure figure, List<String> names) {
        Comparator<Measured> byMedian =
                Comparator.comparingDouble(side -> side.of(figure).samples().median());
        return peers().stream()
                .filter(side -> names.contains(side.name()) && side.of(figure).size() >= FEWEST_RUNS)
                .max(figure.moreIsBetter ? byMedian : byMedian.reversed());
    }
}
