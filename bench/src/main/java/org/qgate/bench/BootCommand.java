package org.qgate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.qgate.testnet.LoneNode;
import org.qgate.testnet.ProcessCost;
import org.qgate.testnet.Testnet;
import org.qgate.testnet.TestnetOptions;
import org.qgate.testnet.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench boot}: from process start until SSH answers, ours and stock Karaf's in turn, and a relay's memory. */
@Command(name = "boot", description = "Boot time against stock Karaf 4.4.10, alternating; memory of an idle relay.")
final class BootCommand implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofSeconds(120);
    private static final String COMMAND = "system:version";
    private static final double FACTOR = 2;
    private static final long RESIDENT = 350_000_000;
    private static final long IDLE_SECONDS = 30;

    @Mixin
    private HelpOption help;

    @Option(names = "--json", description = "Prints one document and nothing else.")
    private boolean json;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Pairs, at least 5; default ${DEFAULT-VALUE}.")
    private int runs;

    /** What is measured of one kind of start. */
    private static final class Figures {
        private final Samples seconds = new Samples();
        private final Samples cpu = new Samples();
    }

    @Override
    public Integer call() throws Exception {
        runs = Math.max(5, runs);
        Result result = new Result("boot");
        Path dir = Files.createTempDirectory("qgate-bench-");
        int port = LoneNode.freePorts(dir);
        Boot ours = new OurNode(port);
        Boot stock = new StockKaraf(Path.of(System.getProperty("qgate.stock")), port + 8);
        try (SshProbe probe = new SshProbe()) {
            Samples first = compare(result, "first", probe, ours, stock, dir, true);
            Samples again = compare(result, "again", probe, ours, stock, dir, false);
            result.atMost("first start <= " + (int) FACTOR + " x stock", FACTOR, first.median());
            result.atMost("later start <= " + (int) FACTOR + " x stock", FACTOR, again.median());
        }
        memory(result, dir.resolve("net"));
        Tool.run("rm", "-rf", dir.toString());
        return result.print(json);
    }

    private Samples compare(Result result, String kind, SshProbe probe, Boot ours, Boot stock, Path dir, boolean fresh)
            throws IOException {
        Figures our = new Figures();
        Figures theirs = new Figures();
        Samples ratios = new Samples();
        for (int run = 0; run < runs; run++) {
            double a = boot(probe, ours, dir.resolve("ours" + (fresh ? run : 0)), fresh, our);
            double b = boot(probe, stock, dir.resolve("stock" + (fresh ? run : 0)), fresh, theirs);
            ratios.add(a / b);
            System.err.printf("%s start %d: ours %.2f s, stock %.2f s%n", kind, run, a, b);
        }
        result.figure(kind + "Start", "s", our.seconds);
        result.figure(kind + "StartStock", "s", theirs.seconds);
        result.figure(kind + "StartRatio", "ours / stock, by pairs", ratios);
        result.figure(kind + "StartCpu", "CPU-s", our.cpu);
        result.figure(kind + "StartCpuStock", "CPU-s", theirs.cpu);
        return ratios;
    }

    private static double boot(SshProbe probe, Boot boot, Path dir, boolean fresh, Figures figures) throws IOException {
        if (fresh) {
            boot.prepare(dir);
        }
        long start = System.nanoTime();
        Process process = boot.start(dir);
        Thread stop = new Thread(process::destroy, "bench-stop"); // Ctrl-C leaves nothing behind
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            probe.await(process, boot.port(), boot.user(), boot.key(dir), COMMAND, LONGEST);
            double seconds = (System.nanoTime() - start) / 1e9;
            figures.seconds.add(seconds);
            figures.cpu.add(ProcessCost.cpuSeconds(process.pid()));
            return seconds;
        } finally {
            end(process);
            unhook(stop);
        }
    }

    private static void unhook(Thread stop) {
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException stopping) {
            // the process ends: the hook has nothing left to do
        }
    }

    private static void end(Process process) throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        }
    }

    private static void memory(Result result, Path dir) {
        try (Testnet network = Testnet.start(TestnetOptions.defaults(dir).sized(4, 1), System.err::println)) {
            System.err.println("idle for " + IDLE_SECONDS + " s");
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(IDLE_SECONDS)); // being idle is what is measured
            long bytes = ProcessCost.residentBytes(network.node(2).process().pid());
            result.fact("idleRelayResidentMB", Math.round(bytes / 1e6));
            result.atMost("idle relay <= " + RESIDENT / 1_000_000 + " MB resident", RESIDENT / 1e6, bytes / 1e6);
        }
    }
}
