package org.qgate.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.qgate.testnet.JavaHeap;
import org.qgate.testnet.LoneNode;
import org.qgate.testnet.ProcessCost;
import org.qgate.testnet.TestnetOptions;
import org.qgate.testnet.raw.RelayTarget;

/** One relay process that admits very many links of this machine, by configuration as an operator would write it. */
final class LoadedRelay implements AutoCloseable {
    /** Open files that the process needs beside its links. */
    static final int OTHER_FILES = 500;

    private static final Duration BOOT = Duration.ofSeconds(60);
    private static final String KERNEL = "org.qgate.kernel";
    private static final String DPN = "org.qgate.dpn";

    private final LoneNode node;
    private final long pid;
    private final RelayTarget target;

    private LoadedRelay(LoneNode node, RelayTarget target) {
        this.node = node;
        this.pid = node.node().process().pid();
        this.target = target;
    }

    static LoadedRelay start(Path dir, int links) throws IOException {
        TestnetOptions options = options(dir, links);
        LoneNode node = LoneNode.start(options, LoneNode.freePorts(dir.getParent()));
        try {
            if (!node.awaitRelay(BOOT)) {
                throw new IOException("the relay did not start; see " + dir);
            }
            return new LoadedRelay(node, RelayTarget.seed(options.dir().resolve("etc/network.json")));
        } catch (IOException | RuntimeException failed) {
            node.close();
            throw failed;
        }
    }

    private static TestnetOptions options(Path dir, int links) {
        String most = Integer.toString(links + OTHER_FILES / 2);
        return TestnetOptions.defaults(dir)
                .withJava(JavaHeap.ATTACHABLE)
                .with(1, "org.qgate.transport", "max_connections", most)
                .with(1, KERNEL, "link_max", most)
                .with(1, KERNEL, "link_subnet_max", most)
                .with(1, KERNEL, "link_half_open_max", "1024")
                .with(1, KERNEL, "link_half_open_subnet_max", "1024")
                .with(1, KERNEL, "link_attempts_per_minute", "100000")
                .with(1, KERNEL, "link_idle_seconds", "86400")
                .with(1, DPN, "exit", "true")
                .with(1, DPN, "exit_allow_single_hop", "true");
    }

    RelayTarget target() {
        return target;
    }

    /** Returns how many files the process may have open. */
    long fileLimit() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "limits"), StandardCharsets.US_ASCII).stream()
                .filter(line -> line.startsWith("Max open files"))
                .mapToLong(line -> Long.parseLong(line.split(" {2,}")[1]))
                .findFirst()
                .orElseThrow();
    }

    double cpuSeconds() {
        return ProcessCost.cpuSeconds(pid);
    }

    long residentBytes() {
        return ProcessCost.residentBytes(pid);
    }

    /** Returns how much of the resident memory is heap, garbage included. */
    long residentHeapBytes() throws IOException {
        return JavaHeap.residentBytes(pid);
    }

    JavaHeap heap() throws IOException {
        return JavaHeap.afterCollection(pid);
    }

    /** Returns how many links the relay itself counts. */
    int links() {
        Map<?, ?> overlay = (Map<?, ?>) node.node().json("node:status --json").get("node");
        return ((Number) overlay.get("links")).intValue();
    }

    @Override
    public void close() {
        node.close();
    }
}
