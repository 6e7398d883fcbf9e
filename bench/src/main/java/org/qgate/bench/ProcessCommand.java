package org.qgate.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.qgate.gate.internal.process.RemoteService;
import org.qgate.testnet.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench process}: what an extender's own process costs, and what a hostile one gets. */
@Command(
        name = "process",
        description =
                "Begins extenders in processes of their own: until one has started, what it holds when it is idle, what"
                        + " a call costs more that it serves, how much of a processor one gets that spins on two threads, and what another one notices of that.")
final class ProcessCommand implements Callable<Integer> {
    private static final double READY_MS = 1_000;
    private static final double IDLE_MB = 96;
    private static final double ABOVE_QUOTA = 5;
    private static final double SLOWER = 2;
    private static final int[] QUOTAS = {10, 20, 50};
    private static final int PAIRS = 5;
    private static final long IDLE_MS = 3_000;
    /** A quota counts over ten seconds. */
    private static final long WINDOW_MS = 10_000;

    private static final int WINDOWS = 2;
    private static final long CALLS_MS = 1_500;

    @Mixin
    private HelpOption help;

    @Option(names = "--json", description = "Prints one document and nothing else.")
    private boolean json;

    @Option(names = "--starts", paramLabel = "N", defaultValue = "10", description = "Default ${DEFAULT-VALUE}.")
    private int starts;

    @Override
    public Integer call() throws Exception {
        Result result = new Result("process");
        Path folder = Files.createTempDirectory("qgate-bench-");
        try (ProcessRig rig = new ProcessRig(folder)) {
            String missing = rig.missing();
            if (missing.isEmpty()) {
                ready(result, rig);
                idle(result, rig);
                ServedCalls.measure(result, rig);
                shares(result, rig);
                others(result, rig);
            } else {
                result.notMeasured(missing);
            }
        }
        Tool.run("rm", "-rf", folder.toString());
        return result.print(json);
    }

    private void ready(Result result, ProcessRig rig) throws Exception {
        Samples ready = new Samples();
        for (int i = 0; i < starts; i++) {
            long began = System.nanoTime();
            RemoteService one = rig.begin(100);
            ready.add((System.nanoTime() - began) / 1e6);
            one.close();
        }
        result.figure("ready", "ms from nothing until it has started", ready);
        result.atMost("the longest time until it had started, ms", READY_MS, ready.most());
    }

    private static void idle(Result result, ProcessRig rig) throws Exception {
        Samples resident = new Samples();
        Samples own = new Samples();
        for (int i = 0; i < PAIRS; i++) {
            try (RemoteService one = rig.begin(100)) {
                TimeUnit.MILLISECONDS.sleep(IDLE_MS);
                resident.add(ProcessRig.kilobytes(one, "VmRSS") / 1_024.0);
                own.add(ProcessRig.kilobytes(one, "RssAnon") / 1_024.0);
            }
        }
        result.figure("resident", "MiB when idle, heap of at most 48 MiB", resident);
        result.figure("own", "MiB of that are nobody else's", own);
        result.atMost("resident when idle, MiB", IDLE_MB, resident.most());
    }

    private static void shares(Result result, ProcessRig rig) throws Exception {
        for (int quota : QUOTAS) {
            Samples shares = new Samples();
            try (RemoteService hostile = rig.begin(quota)) {
                hostile.importState(new byte[0], "");
                for (int i = 0; i < WINDOWS; i++) {
                    double before = ProcessRig.cpuSeconds(hostile);
                    long began = System.nanoTime();
                    TimeUnit.MILLISECONDS.sleep(WINDOW_MS);
                    double seconds = (System.nanoTime() - began) / 1e9;
                    shares.add((ProcessRig.cpuSeconds(hostile) - before) / seconds * 100);
                }
            }
            result.figure("share" + quota, "% of a core, spinning with a quota of " + quota + " %", shares);
            result.atMost("share with a quota of " + quota + ", %", quota + ABOVE_QUOTA, shares.most());
        }
    }

    /** Calls of another extender while one spins, and while that one is stopped: in turn. */
    private static void others(Result result, ProcessRig rig) throws Exception {
        Samples ratios = new Samples();
        Samples beside = new Samples();
        try (RemoteService hostile = rig.begin(20);
                RemoteService other = rig.begin(100)) {
            hostile.importState(new byte[0], "");
            calls(other);
            for (int i = 0; i < PAIRS; i++) {
                double spinning = calls(other).median();
                hostile.child().pause();
                double alone = calls(other).median();
                hostile.child().resume();
                beside.add(spinning);
                ratios.add(spinning / alone);
            }
        }
        result.figure("beside", "µs, median of another extender's calls while one spins", beside);
        result.figure("ratio", "of that to the same while it stands still, by pairs", ratios);
        result.atMost("others' median, times an interleaved control", SLOWER, ratios.median());
    }

    private static Samples calls(RemoteService of) {
        Samples out = new Samples();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CALLS_MS);
        while (System.nanoTime() < end) {
            long began = System.nanoTime();
            of.exportState();
            out.add((System.nanoTime() - began) / 1e3);
        }
        return out;
    }
}
