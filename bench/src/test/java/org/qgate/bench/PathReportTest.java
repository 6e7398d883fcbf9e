package org.qgate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.bench.peer.Side;
import org.qgate.testnet.Progress;

/** What becomes of measured values: order, bounds, exit codes. */
final class PathReportTest {
    private static final double IDLE = 0.01;
    private static final List<String> PEERS = List.of("slow", "fast");

    /** A side that is only a name. */
    private record Named(String name) implements Side {
        @Override
        public String socks() {
            return "127.0.0.1:1";
        }

        @Override
        public boolean isolatesUsers() {
            return name.equals("ours");
        }

        @Override
        public double cpuSeconds() {
            return 0;
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of();
        }

        @Override
        public void close() {}
    }

    private final List<Measured> sides = List.of(
            new Measured(new Named("ours"), 1), new Measured(new Named("slow"), 1), new Measured(new Named("fast"), 1));
    private final Result result = new Result("test", "0 0 0", IDLE);
    private final PathReport report = new PathReport(result, sides, PEERS);

    private void put(Figure figure, double... values) {
        for (int side = 0; side < sides.size(); side++) {
            for (int run = 0; run < PathReport.FEWEST_RUNS; run++) {
                sides.get(side).of(figure).put(run, values[side]);
            }
        }
    }

    @Test
    void shouldCompareWithTheBetterPeer() {
        put(Figure.SINGLE, 100, 10, 30);
        put(Figure.REQUEST, 1, 8, 0.5);
        assertEquals("fast", report.better(Figure.SINGLE).orElseThrow().name());
        assertEquals("fast", report.better(Figure.REQUEST).orElseThrow().name());
        assertEquals(
                "slow",
                new PathReport(result, sides, List.of("slow"))
                        .better(Figure.REQUEST)
                        .orElseThrow()
                        .name());
    }

    @Test
    void shouldFailWhenABoundIsMissedByALittle() {
        put(Figure.SINGLE, 120, 10, 30);
        report.bound(Figure.SINGLE, 4);
        assertEquals(0, result.print(true));
        put(Figure.EIGHT, 59.9, 10, 30);
        report.bound(Figure.EIGHT, 2);
        assertEquals(1, result.print(true));
    }

    @Test
    void shouldFailWhenLessIsBetterAndThereIsMore() {
        put(Figure.SINGLE_CPU, 5, 10, 20);
        report.bound(Figure.SINGLE_CPU, 0.5);
        assertEquals(0, result.print(true));
        put(Figure.EIGHT_CPU, 5.1, 10, 20);
        report.bound(Figure.EIGHT_CPU, 0.5);
        assertEquals(1, result.print(true));
    }

    @Test
    void shouldNotPassWithTooFewRuns() {
        for (int run = 0; run < PathReport.FEWEST_RUNS - 1; run++) {
            sides.forEach(side -> side.of(Figure.SINGLE).put(0, 1));
        }
        report.figures(List.of(Figure.SINGLE));
        report.bound(Figure.SINGLE, 4);
        assertEquals(1, result.print(true));
    }

    @Test
    void shouldNotPassOnABusyMachine() {
        assertEquals(1, new Result("test", "9 9 9", 0.9).print(true));
        assertEquals(0, new Result("test", "9 9 9", IDLE).print(true));
    }

    @Test
    void shouldTakeTurnsAndGoOnWhenOneFails() throws IOException {
        StringBuilder order = new StringBuilder();
        Comparison comparison = new Comparison(sides, 2, Progress.SILENT);
        Comparison.Load load = (side, run) -> {
            order.append(side.name().charAt(0)).append(run).append(' ');
            if (side.name().equals("slow")) {
                throw new IOException("broken");
            }
            side.of(Figure.SINGLE).put(run, 1);
        };
        comparison.interleave(Figure.SINGLE, load);
        assertEquals("o0 s0 f0 o1 s1 f1 ", order.toString());
        assertEquals(List.of("singleStream slow 0: broken", "singleStream slow 1: broken"), comparison.failures());
        assertEquals(2, sides.get(2).of(Figure.SINGLE).size());
    }

    @Test
    void shouldGiveCurlAUserOnlyWhereOneIsUnderstood() throws IOException {
        List<String> ours = Curl.command(Path.of("/usr/bin/curl"), sides.get(0).side(), "u", 7, 9);
        List<String> peer = Curl.command(Path.of("/usr/bin/curl"), sides.get(1).side(), "u", 7, 9);
        assertTrue(ours.containsAll(List.of("--proxy-user", "u:x", "http://127.0.0.1:7/bytes/9")), ours.toString());
        assertEquals(ours.size() - 2, peer.size());
    }
}
