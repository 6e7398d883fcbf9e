package org.qgate.testnet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.qgate.client.NodeShell;

/** Brings started processes together: hands the network's file round and waits until the client can use three hops. */
final class Bootstrap {
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Duration COMMAND = Duration.ofSeconds(30);

    private final List<TestnetNode> nodes;
    private final long endNs;
    private final Progress progress;

    Bootstrap(List<TestnetNode> nodes, Duration timeout, Progress progress) {
        this.nodes = nodes;
        this.endNs = System.nanoTime() + timeout.toNanos();
        this.progress = progress;
    }

    /** Asked again and again until it holds. */
    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(String what, Condition condition) throws IOException {
        while (!condition.holds()) {
            for (TestnetNode node : nodes) {
                if (!node.alive()) {
                    throw new TestnetException("node " + node.index() + " ended while waiting for " + what + "; see "
                            + node.dir().resolve("data/log"));
                }
            }
            if (System.nanoTime() - endNs > 0) {
                throw new TestnetException("not in time: " + what);
            }
            if (Thread.interrupted()) {
                throw new TestnetException("interrupted while waiting for " + what);
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    void handNetworkRound() throws IOException {
        TestnetNode founder = nodes.get(1);
        Path network = founder.dir().resolve("etc").resolve("network.json");
        await("the network's file of node 1", () -> Files.exists(network));
        for (TestnetNode node : nodes) {
            if (node.index() != founder.index()) {
                NodeFolder.giveNetwork(network, node.dir());
            }
        }
        progress.step("node 1 founded the network");
    }

    /** Waits for a node's shell and its name. */
    TestnetNode named(TestnetNode node) throws IOException {
        String[] id = {null};
        await("node " + node.index() + " to say who it is", () -> {
            id[0] = idOf(node);
            return id[0] != null;
        });
        return node.named(id[0]);
    }

    /** Waits until a node says that it has all it needs. */
    void ready(TestnetNode node) throws IOException {
        await("node " + node.index() + " to be ready", () -> NodeStatusView.of(node)
                .filter(status -> status.percent() == 100)
                .isPresent());
    }

    private static String idOf(TestnetNode node) {
        return NodeStatusView.of(node).map(NodeStatusView::nodeId).orElse(null);
    }

    /** Waits until the client sees all relays and exits and has a circuit that it can use. */
    void awaitClient(int relays, int exits) throws IOException {
        TestnetNode client = nodes.get(0);
        try (NodeShell shell = client.shell()) {
            String[] last = {""};
            await("a usable circuit", () -> {
                NodeStatusView status = NodeStatusView.of(shell.exec(NodeStatusView.COMMAND, COMMAND));
                String line = status.percent() + " % " + status.reason() + ", " + status.relays() + " of " + relays
                        + " relays";
                if (!line.equals(last[0])) {
                    progress.step("client: " + line);
                    last[0] = line;
                }
                boolean all = status.relays() >= relays && status.exits() >= exits;
                return all && status.percent() == 100 && hasThreeHops(shell);
            });
        }
    }

    private static boolean hasThreeHops(NodeShell shell) throws IOException {
        Map<String, Object> document =
                TestnetNode.object(shell.exec("circuit:list --json", COMMAND).stdout());
        return ((List<?>) document.get("circuits"))
                .stream()
                        .map(each -> (Map<?, ?>) each)
                        .anyMatch(each -> "OPEN".equals(each.get("state")) && ((List<?>) each.get("hops")).size() == 3);
    }

    /** A node that says nothing of itself shall leave a trace of what its threads do, in {@code console.log}. */
    private static String mute(TestnetNode node) {
        String trouble = NodeStatusView.trouble(node);
        try {
            NodeSignal.QUIT.send(node);
            return trouble;
        } catch (TestnetException gone) {
            return trouble + "; " + gone.getMessage();
        }
    }

    /** Returns why each node is not ready, one line each: for messages. */
    String reasons() {
        StringBuilder text = new StringBuilder();
        for (TestnetNode node : nodes) {
            text.append("\n  node ")
                    .append(node.index())
                    .append(' ')
                    .append(node.roles())
                    .append(": ");
            if (!node.alive()) {
                text.append("process ").append(node.process().pid()).append(" ended");
            } else {
                text.append(NodeStatusView.of(node)
                        .map(status -> status.percent() + " % " + status.reason())
                        .orElseGet(() -> mute(node)));
            }
            text.append("; log ").append(node.dir().resolve("data/log/qgate.log"));
        }
        return text.toString();
    }
}
