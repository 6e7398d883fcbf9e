package org.qgate.testnet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A network of real node processes on this machine. {@link #start} returns when it is usable; {@link #stop} ends exactly
 * the processes that were started. Not thread-safe.
 */
public final class Testnet implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Path dir;
    private volatile List<TestnetNode> nodes;

    private Testnet(Path dir, List<TestnetNode> nodes) {
        this.dir = dir;
        this.nodes = nodes;
    }

    /**
     * Starts a network and waits until all relays are in the snapshot and the client has a usable circuit of three hops.
     *
     * @throws TestnetException when it does not come up; everything that was started is stopped by then
     */
    public static Testnet start(TestnetOptions options, Progress progress) {
        return start(options, progress, LinkFront.NONE);
    }

    /** The same with something standing in front of the relays' link listeners. */
    public static Testnet start(TestnetOptions options, Progress progress, LinkFront front) {
        Testnet network = new Testnet(options.dir(), List.of());
        Thread stop = new Thread(() -> network.stop(Duration.ofSeconds(5)), "testnet-stop");
        Runtime.getRuntime().addShutdownHook(stop); // Ctrl-C while starting leaves nothing behind
        boolean usable = false;
        try {
            network.bringUp(options, progress, front);
            usable = true;
            return network;
        } catch (IOException failed) {
            throw new TestnetException(
                    "the test network in " + options.dir() + ": " + failed.getMessage(), true, failed);
        } finally {
            if (!usable) {
                network.stop(Duration.ofSeconds(5));
            }
            unhook(stop);
        }
    }

    private static void unhook(Thread stop) {
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException stopping) {
            // the hook is running: it does what is needed
        }
    }

    private void bringUp(TestnetOptions options, Progress progress, LinkFront front) throws IOException {
        refuseIfRunning();
        if (!Files.exists(options.distribution().resolve("release").resolve("release.json"))) {
            throw new TestnetException(options.distribution() + " is no unpacked distribution", false, null);
        }
        clear();
        Path home = dir.resolve("distribution");
        Folders.copy(options.distribution(), home);
        try (PortBlock ports = PortBlock.take(options)) {
            List<NodePlan> plans = NodePlan.of(options, ports.first());
            String name = "testnet-"
                    + Long.toHexString(
                            System.nanoTime() ^ ProcessHandle.current().pid() << 40);
            for (NodePlan plan : plans) {
                String advertised = plan.link() == null ? null : front.advertised(plan.index(), plan.link());
                NodeFolder.create(plan, options, home, name, advertised);
            }
            for (NodePlan plan : plans) {
                launch(plan, options, home);
            }
            progress.step(plans.size() + " nodes started in " + dir);
            awaitReady(options, progress);
        }
    }

    /** The list grows before the next process starts, so that a stop in the middle finds all of them. */
    private synchronized void launch(NodePlan plan, TestnetOptions options, Path home) throws IOException {
        List<TestnetNode> more = new ArrayList<>(nodes);
        more.add(TestnetNode.of(plan, NodeProcess.start(plan, options, home)));
        nodes = List.copyOf(more);
        TestnetFile.write(dir, nodes);
    }

    private void awaitReady(TestnetOptions options, Progress progress) throws IOException {
        Bootstrap bootstrap = new Bootstrap(nodes, options.timeout(), progress);
        try {
            bootstrap.handNetworkRound();
            List<TestnetNode> named = inParallel(nodes.stream()
                    .map(node -> (Callable<TestnetNode>) () -> bootstrap.named(node))
                    .toList());
            nodes = named;
            TestnetFile.write(dir, nodes);
            progress.step("all shells answer");
            bootstrap.awaitClient(nodes.size() - 1, options.exits());
        } catch (TestnetException failed) {
            throw new TestnetException(failed.getMessage() + bootstrap.reasons(), true, failed);
        }
    }

    private static <T> List<T> inParallel(List<Callable<T>> tasks) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> each : pool.invokeAll(tasks)) {
                results.add(each.get());
            }
            return results;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new TestnetException("interrupted");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof TestnetException known) {
                throw known;
            }
            throw new IOException(failed.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private void refuseIfRunning() throws IOException {
        if (Files.exists(dir.resolve(TestnetFile.NAME))
                && TestnetFile.read(dir).stream().anyMatch(TestnetNode::alive)) {
            throw new TestnetException(
                    "a test network runs in " + dir + ": stop it first, or give another --dir", false, null);
        }
    }

    /** Removes what an earlier network left, and nothing else. */
    private void clear() throws IOException {
        Files.createDirectories(dir);
        List<Path> ours = new ArrayList<>(
                List.of(dir.resolve("distribution"), dir.resolve(TestnetFile.NAME), dir.resolve(NodeFolder.KEYS)));
        try (var entries = Files.newDirectoryStream(dir, "node-*")) {
            entries.forEach(ours::add);
        }
        for (Path each : ours) {
            Folders.delete(each);
        }
    }

    /** Opens a network that was started before, by this or another process. */
    public static Testnet open(Path dir) {
        Path absolute = dir.toAbsolutePath().normalize();
        try {
            return new Testnet(absolute, TestnetFile.read(absolute));
        } catch (IOException failed) {
            throw new TestnetException("cannot read the test network in " + absolute + ": " + failed.getMessage());
        }
    }

    /** Returns the folder of the network. */
    public Path dir() {
        return dir;
    }

    /** Returns all nodes, by index. */
    public List<TestnetNode> nodes() {
        return nodes;
    }

    /** Returns one node. */
    public TestnetNode node(int index) {
        if (index < 0 || index >= nodes.size()) {
            throw new TestnetException("nodes are 0 to " + (nodes.size() - 1) + ", not " + index, false, null);
        }
        return nodes.get(index);
    }

    /** Returns the client. */
    public TestnetNode client() {
        return node(0);
    }

    /** Returns the document {@code qgate.testnet/1}. */
    public Map<String, Object> document() {
        return TestnetFile.document(dir, nodes);
    }

    /** Returns the same with liveness. */
    public Map<String, Object> status() {
        return TestnetFile.documentWithLiveness(dir, nodes);
    }

    /** Ends the network's processes; returns the indexes of those that did not end by themselves in time. */
    public List<Integer> stop() {
        return stop(PATIENCE);
    }

    private synchronized List<Integer> stop(Duration patience) {
        return NodeStop.stop(
                nodes.stream()
                        .map(node -> new NodeStop.Target(node.index(), node.process(), node.dir()))
                        .toList(),
                patience);
    }

    /** Ends one node's process; returns whether it ended by itself. */
    public boolean stop(TestnetNode node) {
        return NodeStop.stop(List.of(new NodeStop.Target(node.index(), node.process(), node.dir())), PATIENCE)
                .isEmpty();
    }

    /** Kills one node's process, as a crash or a power cut would: nobody is told but by the operating system. */
    public void kill(TestnetNode node) {
        NodeSignal.KILL.send(node);
    }

    /** Stops one node's process in the midst of whatever it does: its connections stay, and nothing answers. */
    public void pause(TestnetNode node) {
        NodeSignal.STOP.send(node);
    }

    /** Lets a process go on that was paused. */
    public void resume(TestnetNode node) {
        NodeSignal.CONT.send(node);
    }

    /** Starts a node's process again, on its folder as it is; returns the node as it is now, at once. */
    public synchronized TestnetNode startAgain(TestnetNode node) {
        try {
            ProcessMark mark =
                    NodeProcess.start(NodePlan.of(node), TestnetOptions.defaults(dir), dir.resolve("distribution"));
            TestnetNode again = node.withProcess(mark);
            List<TestnetNode> changed = new ArrayList<>(nodes);
            changed.set(node.index(), again);
            nodes = List.copyOf(changed);
            TestnetFile.write(dir, nodes);
            return again;
        } catch (IOException failed) {
            throw new TestnetException("node " + node.index() + ": " + failed.getMessage(), true, failed);
        }
    }

    /** Waits until a node says that it is ready: a relay once it is listed. */
    public void awaitReady(TestnetNode node, Duration atMost) {
        try {
            new Bootstrap(List.of(node), atMost, Progress.SILENT).ready(node);
        } catch (IOException failed) {
            throw new TestnetException("node " + node.index() + ": " + failed.getMessage(), true, failed);
        }
    }

    /** Stops the network. */
    @Override
    public void close() {
        stop();
    }

    /** Removes the folder of a stopped network. */
    public void delete() {
        try {
            clear();
            Files.deleteIfExists(dir);
        } catch (IOException failed) {
            throw new TestnetException("cannot remove " + dir + ": " + failed.getMessage(), true, failed);
        }
    }
}
