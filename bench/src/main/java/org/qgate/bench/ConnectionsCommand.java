package org.qgate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.qgate.testnet.JavaHeap;
import org.qgate.testnet.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench connections}: what many links cost one relay. */
@Command(
        name = "connections",
        description = "Memory and CPU time of very many links on one relay: idle, active, and renewing their keys.")
final class ConnectionsCommand implements Callable<Integer> {
    private static final Duration WATCHED = Duration.ofSeconds(20);
    private static final long QUESTION_EVERY_MS = 100;
    private static final int ACTIVE_SHARE = 100; // one in so many
    private static final double REKEY_SECONDS = 600; // [REKEY-1]
    private static final double REKEY_CORE = 0.05;
    private static final int EXTRAPOLATED = 100_000;
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

    /** What the relay takes with so many links. */
    private record Stage(int links, long resident, long heap) {}

    private LoadedRelay relay;
    private Population clients;
    private Result result;

    @Override
    public Integer call() throws Exception {
        count = Math.max(100, count);
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
        connect();
        double idle = idle();
        active(idle);
        rekey(idle);
        long stand = clients.linked();
        result.fact("linksThatStandAtTheEnd", stand);
        result.atLeast("links of " + count + " that stand at the end", count, stand);
        result.atLeast("the same, as the relay says", count, relay.links());
    }

    private void connect() throws IOException {
        List<Stage> stages = new ArrayList<>();
        stages.add(stage(0));
        double cpu = relay.cpuSeconds();
        long start = System.nanoTime();
        for (int to : new int[] {count / 10, count / 2, count}) {
            clients.grow(to);
            stages.add(stage(to));
        }
        result.fact("connectAllSeconds", Samples.rounded((System.nanoTime() - start) / 1e9));
        result.fact("failedHandshakes", clients.failedHandshakes());
        result.fact("handshakeCpuMs", Samples.rounded((relay.cpuSeconds() - cpu) * 1e3 / count));
        stages.forEach(stage -> result.fact(
                "at" + stage.links(),
                "resident " + stage.resident() / 1_000_000 + " MB, heap after collection " + stage.heap() / 1_000_000
                        + " MB"));
        Stage most = stages.get(3);
        slopes(stages.get(0), stages.get(1), most);
        System.err.println("the relay's heap:");
        relay.heap().dearest(25).forEach(System.err::println);
    }

    private Stage stage(int links) throws IOException {
        JavaHeap heap = relay.heap();
        Stage stage = new Stage(links, relay.residentBytes(), heap.bytes());
        System.err.println(stage);
        return stage;
    }

    /** From the least stage on, so that what the first links bring with them is not counted for each. */
    private void slopes(Stage none, Stage least, Stage most) {
        double links = most.links() - least.links();
        double resident = (most.resident() - least.resident()) / links;
        double heap = (most.heap() - least.heap()) / links;
        result.fact("residentBytesPerConnection", Samples.rounded(resident));
        result.fact("heapBytesPerConnection", Samples.rounded(heap));
        result.fact(
                "heapBytesPerConnectionFromNone", Samples.rounded((most.heap() - none.heap()) / (double) most.links()));
        double extrapolated = most.resident() + resident * (EXTRAPOLATED - most.links());
        result.fact("extrapolatedResidentMB", Samples.rounded(extrapolated / 1e6));
        result.bound(
                EXTRAPOLATED + " links by this slope < " + EXTRAPOLATED_BYTES / 1e9 + " GB resident",
                extrapolated / 1e9,
                extrapolated < EXTRAPOLATED_BYTES);
    }

    /** Returns CPU seconds a second while nobody has anything to say. */
    private double idle() throws IOException {
        double before = relay.cpuSeconds();
        clients.idle(WATCHED);
        double used = (relay.cpuSeconds() - before) / WATCHED.toSeconds();
        result.fact("idleCores", Samples.rounded(used));
        result.fact("idleCpuMicrosPerConnectionSecond", Samples.rounded(used * 1e6 / count));
        return used;
    }

    private void active(double idle) throws IOException {
        int talking = Math.max(1, count / ACTIVE_SHARE);
        clients.activate(talking);
        double before = relay.cpuSeconds();
        long answers = clients.talk(WATCHED, QUESTION_EVERY_MS);
        double used = (relay.cpuSeconds() - before) / WATCHED.toSeconds();
        result.fact(
                "active",
                talking + " links, one question and answer of a large cell every " + QUESTION_EVERY_MS + " ms");
        result.fact("answersPerSecond", Samples.rounded((double) answers / WATCHED.toSeconds()));
        result.fact("coresWithOnePercentActive", Samples.rounded(used));
        result.fact("activeCpuMicrosPerConnectionSecond", Samples.rounded((used - idle) * 1e6 / talking));
        result.fact("residentMBWhenActive", relay.residentBytes() / 1_000_000);
    }

    private void rekey(double idle) throws IOException {
        double before = relay.cpuSeconds();
        long start = System.nanoTime();
        clients.rekey(count);
        double seconds = (System.nanoTime() - start) / 1e9;
        double each = (relay.cpuSeconds() - before - idle * seconds) / count;
        double cores = each * count / REKEY_SECONDS;
        result.fact("rekeyCpuMs", Samples.rounded(each * 1e3));
        result.fact("rekeyAllSeconds", Samples.rounded(seconds));
        result.fact("coresForAllRekeysInTenMinutes", Samples.rounded(cores));
        result.atMost("rekey of all in 10 minutes <= " + REKEY_CORE + " of a core", REKEY_CORE, cores);
    }
}
