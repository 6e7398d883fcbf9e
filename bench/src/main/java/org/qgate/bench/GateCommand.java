package org.qgate.bench;

import java.util.Collection;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.qgate.bench.gate.WayIn;
import org.qgate.testnet.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench gate}: what the way into an extender costs each call. */
@Command(
        name = "gate",
        description =
                "Time of the way into an extender and out again, by JMH: the gate alone, and with permit and quota;"
                        + " by one thread and by two that get into each other's way.")
final class GateCommand implements Callable<Integer> {
    private static final double MOST_NS = 1_000;
    private static final int MOST_THREADS = 2;

    @Mixin
    private HelpOption help;

    @Option(names = "--json", description = "Prints one document and nothing else.")
    private boolean json;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Rounds of a second each, as many to warm up before; default ${DEFAULT-VALUE}.")
    private int rounds;

    @Override
    public Integer call() throws Exception {
        Result result = new Result("gate");
        for (int threads = 1; threads <= MOST_THREADS; threads++) {
            for (RunResult each : measured(threads)) {
                Samples samples = new Samples();
                each.getBenchmarkResults().forEach(fork -> fork.getIterationResults()
                        .forEach(one -> samples.add(one.getPrimaryResult().getScore())));
                String name = each.getPrimaryResult().getLabel() + threads;
                result.figure(name, "ns", samples);
                result.atMost("median of " + name + ", ns", MOST_NS, samples.median());
            }
        }
        return result.print(json);
    }

    private Collection<RunResult> measured(int threads) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(WayIn.class.getName())
                        .threads(threads)
                        .forks(1)
                        .warmupIterations(rounds)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(rounds)
                        .measurementTime(TimeValue.seconds(1))
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
    }
}
