package org.qgate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.qgate.testnet.Progress;
import org.qgate.testnet.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench connections}: what many links cost one relay. */
@Command(
        name = "connections",
        description = "Memory and CPU time of very many links on one relay: idle, active, and renewing their keys.")
final class ConnectionsCommand implements Callable<Integer> {
    private static final Progress PROGRESS = System.err::println;
    private static final int DEAREST = 12;
    private static final int ACTIVE_SHARE = 100; // one in so many
    private static final double REKEY_SECONDS = 600; // [REKEY-1]
    private static final double REKEY_CORE = 0.05;
    private static final int EXTRAPOLATED = 100_000;
    private static final double HEAP = 1 << 30;
    private static final double MOST_LIVING = 0.66; // above it the collector has too little to work with
    private static final double EXTRAPOLATED_BYTES = 2e9;

    @Mixin
    private HelpOption help;

    @Option(names = "--json", description = "Prints one document and nothing else.")
    private boolean json;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "19000",
            description = "Links, at least 100; default ${DEFAULT-VALUE}. Needs so many open files and 500 more.")
    private int count;

    @Option(
            names = "--window-seconds",
            paramLabel = "N",
            defaultValue = "6",
            description = "Length of one sample of CPU time, of five; default ${DEFAULT-VALUE}.")
    private int windowSeconds;

    private LoadedRelay relay;
    private Population clients;
    private ManyLinks.Stage least;
    private Result result;

    @Override
    public Integer call() throws Exception {
        count = Math.max(100, count);
        windowSeconds = Math.max(1, windowSeconds);
        result = new Result("connections");
        Path dir = Files.createTempDirectory("qgate-bench-");
        try (LoadedRelay started = LoadedRelay.start(dir.resolve("relay"), count)) {
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "bench-stop")); // Ctrl-C leaves nothing
            relay = started;
            long files = relay.fileLimit();
            if (files < count + LoadedRelay.OTHER_FILES) {
                throw new IOException("the relay may open " + files + " files: too few for " + count + " links");
            }
            try (Population population = new Population(relay.target())) {
                clients = population;
                measure();
            }
        }
        Tool.run("rm", "-rf", dir.toString());
        return result.print(json);
    }

    private void measure() throws IOException {
        result.fact("connections", count);
        ManyLinks links = new ManyLinks(relay, clients, count, Duration.ofSeconds(windowSeconds), PROGRESS);
        connect(links);
        PROGRESS.step("the relay's heap:");
        links.dearest(DEAREST).forEach(PROGRESS::step);
        double idle = idle(links.idle());
        int talking = Math.max(1, count / ACTIVE_SHARE);
        active(talking, idle, links.active(talking));
        rekey(links.rekey(idle));
        slopes(links.look());
        long stand = clients.linked();
        result.atLeast("links of " + count + " that stand at the end", count, stand);
        result.atLeast("the same, as the relay says", count, relay.links());
    }

    private void connect(ManyLinks links) throws IOException {
        double cpu = relay.cpuSeconds();
        long start = System.nanoTime();
        List<ManyLinks.Stage> stages = links.connect();
        result.fact("connectAllSeconds", Samples.rounded((System.nanoTime() - start) / 1e9));
        result.fact("failedHandshakes", clients.failedHandshakes());
        result.fact("handshakeCpuMs", Samples.rounded((relay.cpuSeconds() - cpu) * 1e3 / count));
        stages.forEach(stage -> result.fact("at" + stage.links(), stage.toString()));
        least = stages.get(1);
    }

    /**
     * From the least stage on, so that what the first links bring with them is not counted for each. The heap of a
     * process with more links would be larger: it is counted as full, garbage and all.
     */
    private void slopes(ManyLinks.Stage most) {
        result.fact("atTheEnd", most.toString());
        double links = most.links() - least.links();
        double outside = (most.outside() - least.outside()) / links;
        double heap = (most.heap() - least.heap()) / links;
        result.fact("heapBytesPerConnection", Samples.rounded(heap));
        result.fact("bytesOutsideTheHeapPerConnection", Samples.rounded(outside));
        result.fact("residentBytesPerConnection", Samples.rounded((most.resident() - least.resident()) / links));
        double living = most.heap() + heap * (EXTRAPOLATED - most.links());
        result.atMost(
                EXTRAPOLATED + " links by this slope: living objects take <= " + MOST_LIVING
                        + " of a heap of 1 GiB (QGATE_HEAP=1g)",
                MOST_LIVING,
                living / HEAP);
        double resident = HEAP + most.outside() + Math.max(0, outside) * (EXTRAPOLATED - most.links());
        result.bound(
                EXTRAPOLATED + " links by this slope, that heap full: < " + EXTRAPOLATED_BYTES / 1e9 + " GB resident",
                resident / 1e9,
                resident < EXTRAPOLATED_BYTES);
    }

    private double idle(Samples cores) {
        result.figure("idleCores", "cores", cores);
        result.fact("idleCpuMicrosPerConnectionSecond", Samples.rounded(cores.median() * 1e6 / count));
        return cores.median();
    }

    private void active(int talking, double idle, Samples cores) throws IOException {
        result.fact(
                "active",
                talking + " links, one question and answer of a large cell every " + ManyLinks.QUESTION_EVERY_MS
                        + " ms");
        result.fact("answersPerSecond", Samples.rounded(clients.answersPerSecond()));
        result.figure("coresWithOnePercentActive", "cores", cores);
        result.fact("activeCpuMicrosPerConnectionSecond", Samples.rounded((cores.median() - idle) * 1e6 / talking));
        result.fact("residentMBWhenActive", relay.residentBytes() / 1_000_000);
    }

    /** All keys are renewed, only faster than in ten minutes: what a rekey takes does not depend on how many wait. */
    private void rekey(Samples each) {
        Samples cores = each.times(count / REKEY_SECONDS);
        result.fact("rekeyCpuMs", Samples.rounded(each.median() * 1e3));
        result.figure("coresForAllRekeysInTenMinutes", "cores", cores);
        result.atMost("rekey of all in 10 minutes <= " + REKEY_CORE + " of a core", REKEY_CORE, cores.median());
    }
}
