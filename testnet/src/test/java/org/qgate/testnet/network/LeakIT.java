package org.qgate.testnet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.qgate.client.NodeShell;
import org.qgate.common.json.Json;
import org.qgate.testnet.Fetch;
import org.qgate.testnet.TestnetNode;

/** Thousands of requests leave nothing behind in the processes that they went through. */
@ExtendWith(SharedNetwork.class)
@Timeout(300)
final class LeakIT {
    private static final int WARM = 500;
    private static final int REQUESTS = 2_000;
    private static final int PARALLEL = 200;
    private static final int FILES = 5;
    private static final double GROWTH = 0.02;
    private static final Duration SOON = Duration.ofSeconds(60);

    private final TestNetwork network;

    LeakIT(TestNetwork network) {
        this.network = network;
    }

    private void request(String user) throws IOException {
        Fetch.get(network.socks(user), "127.0.0.1", network.web().port(), "/empty", at -> {});
    }

    private void sequential(int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            request("leak");
        }
    }

    private void parallel() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(PARALLEL);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < PARALLEL; i++) {
                String user = "leak-" + i % 8;
                all.add(pool.submit(() -> {
                    request(user);
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void shouldHoldOnToNothing() throws Exception {
        parallel(); // whatever pools of threads there are grow to their size
        sequential(0, WARM);
        Map<TestnetNode, Footprint> before = footprints();
        long start = System.nanoTime();
        sequential(WARM, REQUESTS);
        System.out.printf(
                "%d requests one after the other: %.2f ms each%n",
                REQUESTS - WARM, (System.nanoTime() - start) / 1e6 / (REQUESTS - WARM));
        Map<TestnetNode, Footprint> after = footprints();
        List<String> wrong = new ArrayList<>();
        before.forEach((node, was) -> compare(node, was, after.get(node), wrong));
        parallel();
        Map<TestnetNode, Footprint> last = footprints();
        before.forEach((node, was) -> held(node, was, last.get(node), wrong));
        assertEquals(List.of(), wrong);
    }

    /** All nodes: each may be guard, middle or exit of what follows. */
    private Map<TestnetNode, Footprint> footprints() throws Exception {
        Map<TestnetNode, Footprint> all = new TreeMap<>((a, b) -> a.index() - b.index());
        for (TestnetNode node : network.nodes().nodes()) {
            awaitNoStreams(node);
            all.put(node, Footprint.of(node));
        }
        return all;
    }

    private static void awaitNoStreams(TestnetNode node) throws IOException {
        try (NodeShell shell = node.shell()) {
            long end = System.nanoTime() + SOON.toNanos();
            String listed;
            do {
                listed = shell.exec("stream:list --json", SOON).stdout();
                assertTrue(System.nanoTime() - end < 0, listed);
            } while (!((List<?>) ((Map<?, ?>) Json.read(listed)).get("streams")).isEmpty());
        }
    }

    private static void compare(TestnetNode node, Footprint before, Footprint after, List<String> wrong) {
        double growth = (double) after.bytes() / before.bytes() - 1;
        List<Map.Entry<String, Long>> grown = after.grownSince(before);
        System.out.printf(
                "node %d: %,d bytes of live objects, %+.2f %%; %d threads; %d files, %+d; most new objects: %s%n",
                node.index(),
                after.bytes(),
                100 * growth,
                after.threads().size(),
                after.files(),
                after.files() - before.files(),
                grown.subList(0, 4));
        if (growth > GROWTH) {
            wrong.add("node " + node.index() + " grew by " + growth + ": " + grown.subList(0, 10));
        }
        grown.stream()
                .filter(each -> each.getValue() >= (REQUESTS - WARM) / 2)
                .forEach(each -> wrong.add(
                        "node " + node.index() + " holds on to " + each + " of " + (REQUESTS - WARM) + " requests"));
        held(node, before, after, wrong);
    }

    private static void held(TestnetNode node, Footprint before, Footprint after, List<String> wrong) {
        after.threads().forEach((name, count) -> {
            int had = before.threads().getOrDefault(name, 0);
            if (count > had) { // fewer is fine: idle workers end
                wrong.add("node " + node.index() + ": " + count + " threads '" + name + "', before " + had);
            }
        });
        if (Math.abs(after.files() - before.files()) > FILES) {
            wrong.add("node " + node.index() + " files: " + before.files() + " became " + after.files());
        }
    }
}
