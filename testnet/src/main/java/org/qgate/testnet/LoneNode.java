package org.qgate.testnet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.qgate.client.Readiness;

/** One relay by itself, founder of a network that nobody joins: to measure booting and to try what goes wrong. */
public final class LoneNode implements AutoCloseable {
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final TestnetNode node;

    private LoneNode(TestnetNode node) {
        this.node = node;
    }

    /**
     * Starts its process and returns at once.
     *
     * @param options the folder becomes the node's own folder; its distribution is used where it is
     * @param firstPort first of four free ports
     */
    public static LoneNode start(TestnetOptions options, int firstPort) throws IOException {
        prepare(options, firstPort);
        return startAgain(options, firstPort);
    }

    private static ProcessMark mark(Process process) throws IOException {
        return ProcessMark.of(process.pid()).orElseThrow(() -> new IOException("it ended at once"));
    }

    /** Makes its folder, as before a first start. */
    public static void prepare(TestnetOptions options, int firstPort) throws IOException {
        NodePlan plan = plan(options, firstPort);
        NodeFolder.create(plan, options, options.distribution(), "lone", plan.link());
    }

    /** Starts a process on the folder as it is. */
    public static LoneNode startAgain(TestnetOptions options, int firstPort) throws IOException {
        NodePlan plan = plan(options, firstPort);
        Process process = process(options, firstPort);
        return new LoneNode(TestnetNode.of(plan, mark(process)));
    }

    /** Starts only the process. */
    public static Process process(TestnetOptions options, int firstPort) throws IOException {
        return NodeProcess.launch(plan(options, firstPort), options, options.distribution());
    }

    private static NodePlan plan(TestnetOptions options, int firstPort) {
        return new NodePlan(1, List.of("relay", "seed", "signer"), "127.0.1.1", firstPort, options.dir());
    }

    /** Returns free ports for one node, at least at this moment. */
    public static int freePorts(Path dir) throws IOException {
        try (PortBlock block = PortBlock.take(TestnetOptions.defaults(dir))) {
            return block.first();
        }
    }

    /** Returns the node. */
    public TestnetNode node() {
        return node;
    }

    /** Waits until its shell answers a command with exit code 0; false when it ended or time is up. */
    public boolean awaitShell(String command, Duration atMost) throws IOException {
        return Readiness.await(node.files(), node.process().pid(), atMost, command) == Readiness.READY;
    }

    /** Waits until it accepts links and its snapshot lists it; false when it ended or time is up. */
    public boolean awaitRelay(Duration atMost) throws IOException {
        long endNs = System.nanoTime() + atMost.toNanos();
        if (!awaitShell("node:id", atMost)) {
            return false;
        }
        while (!Integer.valueOf(100).equals(percent())) {
            if (System.nanoTime() - endNs > 0 || !node.alive()) {
                return false;
            }
            LockSupport.parkNanos(POLL_NS);
        }
        return true;
    }

    private Integer percent() {
        return node.json("node:status --json").get("bootstrapPercent") instanceof Number known
                ? known.intValue()
                : null;
    }

    @Override
    public void close() {
        NodeStop.stop(List.of(new NodeStop.Target(node.index(), node.process(), node.dir())), Duration.ofSeconds(15));
    }
}
