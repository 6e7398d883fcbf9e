package org.qgate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.qgate.sim.LoopbackHttpServer;
import org.qgate.sim.TestBody;
import org.qgate.testnet.Fetch;
import org.qgate.testnet.ProcessCost;
import org.qgate.testnet.Socks5;
import org.qgate.testnet.Testnet;
import org.qgate.testnet.TestnetOptions;
import org.qgate.testnet.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench path}: what three hops cost. */
@Command(name = "path", description = "Speed, CPU time and latency of streams through three hops of a test network.")
final class PathCommand implements Callable<Integer> {
    private static final int STREAMS = 8;
    private static final int REQUESTS = 200;
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

    private Testnet network;
    private LoopbackHttpServer server;
    private Result result;

    @Override
    public Integer call() throws Exception {
        runs = Math.max(5, runs);
        double busy = Machine.busy();
        result = new Result("path", busy);
        Path dir = Files.createTempDirectory("qgate-bench-");
        try (LoopbackHttpServer http = LoopbackHttpServer.start();
                Testnet started = Testnet.start(TestnetOptions.defaults(dir), System.err::println)) {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(started::stop, "bench-stop")); // Ctrl-C leaves nothing behind
            network = started;
            server = http;
            measure();
        }
        network.delete();
        return result.print(json);
    }

    private void measure() throws IOException {
        facts();
        warmUp();
        single();
        parallel();
        latency();
    }

    private void facts() {
        Map<String, Object> status = network.client().json("node:status --json");
        result.fact("provider", provider(status));
        result.fact("nodes", network.nodes().size());
        result.fact("mebibytes", mebibytes);
    }

    /** Returns who encrypts records, such as {@code AES-256-GCM by SunJCE}. */
    private static String provider(Map<String, Object> status) {
        if (status.get("crypto") instanceof Map<?, ?> crypto
                && crypto.get("algorithms") instanceof List<?> algorithms) {
            return algorithms.stream()
                    .map(each -> (Map<?, ?>) each)
                    .filter(each -> String.valueOf(each.get("name")).contains("GCM"))
                    .map(each -> each.get("name") + " by " + each.get("provider"))
                    .findFirst()
                    .orElse("unknown");
        }
        return "unknown";
    }

    /** Compiles what will be hot, and checks the hash once: afterwards only time counts. */
    private void warmUp() throws IOException {
        long bytes = (long) mebibytes << 20;
        Fetch fetch = fetch("warm", bytes);
        if (!fetch.sha256().equals(TestBody.sha256(bytes))) {
            throw new IOException("the hash is wrong");
        }
        System.err.printf("warm: %.0f MB/s%n", fetch.megabytesPerSecond());
    }

    private Fetch fetch(String user, long bytes) throws IOException {
        return Fetch.get(
                new Socks5(network.client().socks(), user), "127.0.0.1", server.port(), "/bytes/" + bytes, at -> {});
    }

    private double cpuSeconds() {
        return network.nodes().stream()
                .mapToDouble(node -> ProcessCost.cpuSeconds(node.process().pid()))
                .sum();
    }

    private void single() throws IOException {
        long bytes = (long) mebibytes << 20;
        Samples speed = new Samples();
        Samples cost = new Samples();
        for (int run = 0; run < runs; run++) {
            double before = cpuSeconds();
            Fetch fetch = Fetch.unhashed(
                    new Socks5(network.client().socks(), "one"), "127.0.0.1", server.port(), "/bytes/" + bytes);
            speed.add(fetch.megabytesPerSecond());
            cost.add((cpuSeconds() - before) / (bytes / 1e9));
            System.err.printf("single %d: %.0f MB/s%n", run, fetch.megabytesPerSecond());
        }
        result.fact("cellBytes", cellBytes());
        result.figure("singleStream", "MB/s", speed);
        result.figure("singleStreamCpu", "CPU-s/GB over all nodes", cost);
        result.bound("single stream >= " + (int) FIRST_FIGURE + " MB/s", speed.median() >= FIRST_FIGURE);
    }

    private Object cellBytes() {
        Object widest = null;
        for (Object each :
                (List<?>) network.client().json("circuit:list --json").get("circuits")) {
            Map<?, ?> circuit = (Map<?, ?>) each;
            if (circuit.get("bytesReceived") instanceof Long received && received > 1 << 20) {
                widest = circuit.get("cellBytes");
            }
        }
        return widest == null ? "unknown" : widest;
    }

    private void parallel() throws IOException {
        long each = ((long) mebibytes << 20) / STREAMS;
        Samples speed = new Samples();
        Samples cost = new Samples();
        ExecutorService pool = Executors.newFixedThreadPool(STREAMS);
        try {
            for (int run = 0; run < runs; run++) {
                double before = cpuSeconds();
                long start = System.nanoTime();
                together(pool, each);
                double seconds = (System.nanoTime() - start) / 1e9;
                speed.add(each * STREAMS / 1e6 / seconds);
                cost.add((cpuSeconds() - before) / (each * STREAMS / 1e9));
                System.err.printf("parallel %d: %.0f MB/s%n", run, each * STREAMS / 1e6 / seconds);
            }
        } finally {
            pool.shutdownNow();
        }
        result.figure("eightStreams", "MB/s in all", speed);
        result.figure("eightStreamsCpu", "CPU-s/GB over all nodes", cost);
    }

    private void together(ExecutorService pool, long each) throws IOException {
        List<Future<Fetch>> all = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            Socks5 proxy = new Socks5(network.client().socks(), "stream-" + i);
            all.add(pool.submit(() -> Fetch.unhashed(proxy, "127.0.0.1", server.port(), "/bytes/" + each)));
        }
        try {
            for (Future<Fetch> one : all) {
                one.get();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        }
    }

    private void latency() throws IOException {
        Samples all = new Samples();
        Socks5 proxy = new Socks5(network.client().socks(), "one");
        for (int run = 0; run < runs; run++) {
            Samples inRun = new Samples();
            for (int i = 0; i < REQUESTS; i++) {
                inRun.add(Fetch.get(proxy, "127.0.0.1", server.port(), "/empty", at -> {})
                                .seconds()
                        * 1e3);
            }
            all.add(inRun.median());
        }
        result.figure("smallRequest", "ms, median of " + REQUESTS + " new streams on a warm circuit", all);
    }
}
