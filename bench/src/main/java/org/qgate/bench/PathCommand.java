package org.qgate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.qgate.bench.peer.Programs;
import org.qgate.sim.LoopbackHttpServer;
import org.qgate.testnet.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench path}: what three hops cost, and what they cost others. */
@Command(
        name = "path",
        description = "Speed, CPU time and latency of streams through three hops of a test network,"
                + " alone or in turn with its peers.")
final class PathCommand implements Callable<Integer> {
    private static final double FIRST_FIGURE = 100;

    @Mixin
    private HelpOption help;

    @Option(names = "--json", description = "Prints one document and nothing else.")
    private boolean json;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Runs of each figure, at least 5; default ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--mebibytes",
            paramLabel = "N",
            defaultValue = "1024",
            description = "Bytes of one run; default ${DEFAULT-VALUE}.")
    private int mebibytes;

    @Option(
            names = "--tor-mebibytes",
            paramLabel = "N",
            defaultValue = "128",
            description = "Bytes of one run through Tor, which is slow; default ${DEFAULT-VALUE}.")
    private int torMebibytes;

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "300",
            description = "Small requests of one run; default ${DEFAULT-VALUE}.")
    private int requests;

    /** Who can be compared with. */
    enum Peer {
        tor
    }

    @Option(
            names = "--vs",
            paramLabel = "tor",
            description = "In turn with Debian's tor as a private network, with its defaults and with its older"
                    + " scheduler, and with three nested ssh.")
    private Peer vs;

    @Override
    public Integer call() throws Exception {
        runs = Math.max(PathReport.FEWEST_RUNS, runs);
        Path curl = Programs.find("curl").orElse(null);
        if (curl == null) {
            System.err.println("not measured: curl is not installed; Debian: apt-get install curl");
            return 1;
        }
        Result result = new Result("path");
        Path dir = Files.createTempDirectory("qgate-bench-");
        try (LoopbackHttpServer server = LoopbackHttpServer.start();
                PathSides sides = PathSides.start(dir, vs != null, server.port(), result, System.err::println)) {
            measure(result, sides, new PathLoad(curl, server.port(), requests));
        }
        Tool.run("rm", "-rf", dir.toString());
        return result.print(json);
    }

    private void measure(Result result, PathSides sides, PathLoad load) throws IOException {
        List<Measured> measured = new ArrayList<>();
        measured.add(new Measured(sides.ours(), (long) mebibytes << 20));
        sides.tors().forEach(tor -> measured.add(new Measured(tor, (long) torMebibytes << 20)));
        sides.ssh().ifPresent(ssh -> measured.add(new Measured(ssh, (long) mebibytes << 20)));
        Comparison comparison = new Comparison(measured, runs, System.err::println);
        comparison.warmUp((side, run) -> load.warmUp(side));
        comparison.interleave(Figure.SINGLE, load::single);
        comparison.interleave(Figure.EIGHT, load::eight);
        comparison.interleave(Figure.REQUEST, load::small);
        comparison.failures().forEach(result::notMeasured);
        report(new PathReport(result, measured), result, measured.get(0));
    }

    private void report(PathReport report, Result result, Measured ours) {
        report.facts();
        report.figures(List.of(Figure.values()));
        if (vs == null) {
            result.atLeast(
                    "singleStream >= " + (int) FIRST_FIGURE + " MB/s",
                    FIRST_FIGURE,
                    ours.of(Figure.SINGLE).samples().median());
            return;
        }
        report.bound(Figure.SINGLE, 4, PathSides.TORS);
        report.bound(Figure.EIGHT, 2, PathSides.TORS);
        report.bound(Figure.SINGLE_CPU, 0.5, PathSides.TORS);
        report.bound(Figure.EIGHT_CPU, 0.5, PathSides.TORS);
        report.bound(Figure.REQUEST, 1, PathSides.TORS);
    }
}
