package org.qgate.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.qgate.testnet.Testnet;
import org.qgate.testnet.cli.HelpOption;
import org.qgate.testnet.trial.ExtenderOutcome;
import org.qgate.testnet.trial.ExtenderOutcome.Laps;
import org.qgate.testnet.trial.ExtenderPackages;
import org.qgate.testnet.trial.ExtenderUpdates;
import org.qgate.testnet.trial.Packages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench extenders}: what callers of an extender notice of its updates. */
@Command(
        name = "extenders",
        description =
                "Replaces echo 20 times and goes back twice while 8 callers of the same node and 8 of another one,"
                        + " over circuits, call it in closed loops; tells what they noticed.")
final class ExtendersCommand implements Callable<Integer> {
    private static final double CLOSED_MS = 20;
    private static final double STALL_MS = 100;

    @Mixin
    private HelpOption help;

    @Option(names = "--json", description = "Prints one document and nothing else.")
    private boolean json;

    @Option(names = "--updates", paramLabel = "N", defaultValue = "20", description = "Default ${DEFAULT-VALUE}.")
    private int updates;

    @Option(names = "--callers", paramLabel = "N", defaultValue = "8", description = "Default ${DEFAULT-VALUE}.")
    private int callers;

    @Option(
            names = "--pause",
            paramLabel = "MS",
            defaultValue = "2",
            description = "Between an answer and the caller's next request; default ${DEFAULT-VALUE}.")
    private long pauseMs;

    @Override
    public Integer call() throws Exception {
        Result result = new Result("extenders");
        Path dir = Files.createTempDirectory("qgate-bench-");
        try (Testnet network = Testnet.start(ExtenderUpdates.options(dir.resolve("nodes")), System.err::println)) {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(network::stop, "bench-stop")); // Ctrl-C leaves nothing behind
            ExtenderPackages packages = new ExtenderPackages(dir.resolve("packages"), Packages.releaseKey());
            ExtenderUpdates trial = new ExtenderUpdates(network, packages, System.err::println);
            report(result, trial.run(new ExtenderUpdates.Load(callers, pauseMs), updates));
            network.stop();
        }
        Tool.run("rm", "-rf", dir.toString());
        return result.print(json);
    }

    private void report(Result result, ExtenderOutcome outcome) {
        result.fact("callers", callers);
        result.fact("pauseMs", pauseMs);
        Samples closed = new Samples();
        outcome.gateClosedMs().forEach(closed::add);
        Samples seconds = new Samples();
        outcome.updates().forEach(each -> seconds.add(each.seconds()));
        result.figure("gateClosed", "ms for which callers waited, by the gate's own counter", closed);
        result.figure("whole", "s until it was confirmed, its probation of 0.5 s included", seconds);
        result.atMost("the longest time that the gate was closed, ms", CLOSED_MS, closed.most());
        laps(result, "over circuits", outcome.remote());
        laps(result, "on the same node", outcome.local());
        result.bound(
                "rollbacks in a row",
                outcome.rollbacks().size(),
                outcome.rollbacks().stream().allMatch(each -> !each.from().equals(each.to())));
    }

    private static void laps(Result result, String where, Laps laps) {
        String calls =
                laps.updating().calls() + laps.quiet().calls() + laps.rolling().calls() + " calls " + where;
        result.atMost(calls + " that failed", 0, laps.failures());
        result.atMost("counts that went back " + where, 0, laps.backwards());
        result.atMost(
                "slowest call " + where + ", " + Samples.rounded(laps.updating().slowestMs()) + " ms, beside "
                        + Samples.rounded(laps.quiet().slowestMs()) + " ms without updates: by how much, ms",
                STALL_MS,
                laps.stallMs());
    }
}
