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
    private final List<String> rivals;

    /** {@code rivals} are the peers that bounds name: the better one counts. */
    PathReport(Result result, List<Measured> sides, List<String> rivals) {
        this.result = result;
        this.sides = sides;
        this.rivals = rivals;
    }

    boolean compares() {
        return !rivals.isEmpty();
    }

    void failures(List<String> failures) {
        failures.forEach(result::notMeasured);
    }

    void fact(String name, Object value) {
        result.fact(name, value);
    }

    void figure(String name, String unit, Samples samples) {
        result.figure(name, unit, samples);
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
        if (ours().first() > 0) {
            result.fact("firstSmallRequestsMs", Samples.rounded(ours().first()));
        }
        for (Measured peer : peers()) {
            result.peerFact(peer.name(), "bytesPerRun", peer.bytes());
            if (peer.first() > 0) {
                result.peerFact(peer.name(), "firstSmallRequestsMs", Samples.rounded(peer.first()));
            }
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

    /** Asserts how ours stands to the better of the rivals: the better one by its median. */
    void bound(Figure figure, double factor) {
        Optional<Measured> better = better(figure);
        if (better.isEmpty() || !measured(figure)) {
            return; // said to be not measured already
        }
        Samples ratios = ours().of(figure).dividedBy(better.get().of(figure));
        String text = figure.key + (figure.moreIsBetter ? " >= " : " <= ") + factor + " x "
                + better.get().name() + ", the better of " + rivals + ", by pairs";
        if (figure.moreIsBetter) {
            result.atLeast(text, factor, ratios.median());
        } else {
            result.atMost(text, factor, ratios.median());
        }
    }

    private boolean measured(Figure figure) {
        return ours().of(figure).size() >= FEWEST_RUNS;
    }

    /** Asserts ours alone. */
    void atLeast(Figure figure, double wanted) {
        if (measured(figure)) {
            result.atLeast(
                    figure.key + " >= " + wanted + " " + figure.unit,
                    wanted,
                    ours().of(figure).samples().median());
        }
    }

    /** Asserts how long a small request takes beside a busy stream, run by run. */
    void timesIdle(double most) {
        if (measured(Figure.BUSY_REQUEST) && measured(Figure.REQUEST)) {
            Samples ratios = ours().of(Figure.BUSY_REQUEST).dividedBy(ours().of(Figure.REQUEST));
            result.figure("busyByIdle", "times, small request beside a busy stream / on an idle circuit", ratios);
            result.atMost("busySmallRequest <= " + most + " x idle, by runs", most, ratios.median());
        }
    }

    /** Asserts the 99th percentile of all small requests of all runs. */
    void percentileBelow(double mostMs) {
        if (measured(Figure.REQUEST)) {
            double p99 = ours().requests().percentile(99);
            String text = "99th percentile of " + ours().requests().size() + " small requests < " + mostMs + " ms";
            result.bound(text, p99, p99 < mostMs);
        }
    }

    Optional<Measured> better(Figure figure) {
        Comparator<Measured> byMedian =
                Comparator.comparingDouble(side -> side.of(figure).samples().median());
        return peers().stream()
                .filter(side -> rivals.contains(side.name()) && side.of(figure).size() >= FEWEST_RUNS)
                .max(figure.moreIsBetter ? byMedian : byMedian.reversed());
    }
}
