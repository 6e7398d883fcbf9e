package org.qgate.testnet.abuse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.qgate.client.NodeShell;
import org.qgate.common.json.Json;
import org.qgate.testnet.JavaHeap;
import org.qgate.testnet.LoneNode;
import org.qgate.testnet.ProcessCost;
import org.qgate.testnet.TestnetOptions;
import org.qgate.testnet.raw.RelayTarget;

/**
 * A relay and exit as shipped, limits on who may link included; only its memory is small, so that an attack of seconds
 * can use it up.
 */
final class AttackedRelay implements AutoCloseable {
    static final int MEMORY_MIB = 16;
    static final int BYTE_BUDGET = 8 << 20;

    private static final String KERNEL = "org.qgate.kernel";
    private static final String DPN = "org.qgate.dpn";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final LoneNode node;
    private final RelayTarget target;
    private final NodeShell shell;

    private AttackedRelay(LoneNode node, Path dir) throws IOException {
        this.node = node;
        this.target = RelayTarget.seed(dir.resolve("etc/network.json"));
        this.shell = node.node().shell();
    }

    static AttackedRelay start(Path dir) throws IOException {
        TestnetOptions options = TestnetOptions.defaults(dir)
                .withJava(JavaHeap.ATTACHABLE)
                .with(1, "org.qgate.transport", "byte_budget", Integer.toString(BYTE_BUDGET))
                .with(1, KERNEL, "memory_mib", Integer.toString(MEMORY_MIB))
                .with(1, KERNEL, "link_subnet_max", "256")
                .with(1, KERNEL, "link_half_open_subnet_max", "64")
                .with(1, KERNEL, "link_attempts_per_minute", "120")
                .with(1, DPN, "exit", "true")
                .with(1, DPN, "exit_allow_single_hop", "true")
                .with(1, DPN, "exit_ports", "1-65535")
                .with(1, DPN, "exit_allow_ranges", "127.0.0.0/8");
        LoneNode node = LoneNode.start(options, LoneNode.freePorts(dir.getParent()));
        try {
            if (!node.awaitRelay(PATIENCE)) {
                throw new IOException("the relay did not start");
            }
            return new AttackedRelay(node, options.dir());
        } catch (IOException | RuntimeException failed) {
            node.close();
            throw failed;
        }
    }

    RelayTarget target() {
        return target;
    }

    boolean alive() {
        return node.node().alive();
    }

    /** What the relay says of itself, and what the operating system says of it. */
    record Look(
            long links,
            long circuits,
            long queuedBytes,
            long queueCap,
            long bufferedBytes,
            long bufferCap,
            long connections,
            long residentBytes,
            Map<String, Long> counters) {
        /** Returns how many circuits were ended because a bound was exceeded. */
        long overLimit() {
            return counters.get("circuits closed at a limit");
        }
    }

    Look look() throws IOException {
        NodeShell.Result answer = shell.exec("node:status --json", PATIENCE);
        if (answer.exitCode() != 0) {
            throw new IOException("node:status ended with " + answer.exitCode() + ": " + answer.stderr());
        }
        Map<?, ?> status = (Map<?, ?>) Json.read(answer.stdout());
        Map<?, ?> overlay = (Map<?, ?>) status.get("node");
        Map<?, ?> transport = (Map<?, ?>) status.get("transport");
        Map<String, Long> counters = new TreeMap<>();
        for (Object each : (List<?>) overlay.get("counters")) {
            counters.put((String) ((Map<?, ?>) each).get("name"), number((Map<?, ?>) each, "value"));
        }
        return new Look(
                number(overlay, "links"),
                number(overlay, "relayedCircuits"),
                number(overlay, "memoryBytes"),
                number(overlay, "memoryCapBytes"),
                number(transport, "bufferedBytes"),
                number(transport, "budgetBytes"),
                number(transport, "connections"),
                ProcessCost.residentBytes(node.node().process().pid()),
                counters);
    }

    private static long number(Map<?, ?> from, String name) {
        return ((Number) from.get(name)).longValue();
    }

    /** Returns the bytes of living objects. */
    long heapBytes() throws IOException {
        return JavaHeap.afterCollection(node.node().process().pid()).bytes();
    }

    @Override
    public void close() throws IOException {
        shell.close();
        node.close();
    }
}
