package org.qgate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.qgate.bench.peer.Programs;
import org.qgate.bench.peer.TorKind;
import org.qgate.sim.Delay;
import org.qgate.sim.LoopbackHttpServer;
import org.qgate.testnet.LinkFront;
import org.qgate.testnet.Progress;
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
    private static final Progress PROGRESS = System.err::println;

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

    @Option(names = "--mebibytes", paramLabel = "N", description = "Bytes of one run; default 1024, with --delayed 48.")
    private Integer mebibytes;

    @Option(
            names = "--tor-mebibytes",
            paramLabel = "N",
            description = "Bytes of one run through Tor, which is slow; default 128, with --delayed 4.")
    private Integer torMebibytes;

    @Option(
            names = "--requests",
            paramLabel = "N",
            description = "Small requests of one run; default 300, with --delayed 40, of which peers make a quarter.")
    private Integer requests;

    /** Who can be compared with. */
    enum Peer {
        tor
    }

    @Option(
            names = "--vs",
            paramLabel = "tor",
            description = "In turn with Debian's tor as a private network, with its defaults and with what could make"
                    + " it faster, and on short links with three nested ssh.")
    private Peer vs;

    @Option(
            names = "--delayed",
            description = "Over long links: 20 ms each way, one segment in a thousand stalled for 200 ms.")
    private boolean delayed;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides which segments are stalled; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--segment-bytes",
            paramLabel = "N",
            defaultValue = "" + Delay.LOOPBACK_SEGMENT,
            description = "Longest segment of a long link; default ${DEFAULT-VALUE}, that of loopback.")
    private int segmentBytes;

    @Override
    public Integer call() throws Exception {
        Path curl = Programs.find("curl").orElse(null);
        if (curl == null) {
            System.err.println("not measured: curl is not installed; Debian: apt-get install curl");
            return 1;
        }
        Result result = new Result(delayed ? "path-delayed" : "path");
        Path dir = Files.createTempDirectory("qgate-bench-");
        Delay delay = Delay.longLink(segmentBytes, seed);
        try (LoopbackHttpServer server = LoopbackHttpServer.start();
                Fronts fronts = new Fronts(delay);
                PathSides sides = new PathSides(dir, delayed ? fronts.links() : LinkFront.NONE, result)) {
            start(sides, server.port());
            List<Measured> measured = sides.all().stream()
                    .map(side -> new Measured(side, bytes(TorKind.names().contains(side.name()))))
                    .toList();
            Comparison comparison = new Comparison(measured, Math.max(PathReport.FEWEST_RUNS, runs), PROGRESS);
            PathReport report = new PathReport(result, measured, vs == null ? List.of() : TorKind.names());
            if (delayed) {
                new LongPath(curl, server.port(), requests(), delay).measure(comparison, report, fronts);
            } else {
                new ShortPath(curl, server.port(), requests()).measure(comparison, report);
            }
        }
        Tool.run("rm", "-rf", dir.toString());
        return result.print(json);
    }

    private void start(PathSides sides, int serverPort) throws IOException {
        if (vs == Peer.tor) {
            sides.startTors(delayed ? List.of(TorKind.values()) : List.of(TorKind.DEFAULTS, TorKind.VANILLA));
            if (!delayed) {
                sides.startSsh();
            }
        }
        sides.startOurs(serverPort, PROGRESS);
    }

    private long bytes(boolean slow) {
        int asked = slow ? orElse(torMebibytes, delayed ? 4 : 128) : orElse(mebibytes, delayed ? 48 : 1024);
        return (long) asked << 20;
    }

    private int requests() {
        return orElse(requests, delayed ? 40 : 300);
    }

    private static int orElse(Integer asked, int otherwise) {
        return asked == null ? otherwise : asked;
    }
}
