package org.qgate.testnet.trial;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.qgate.client.NodeShell;
import org.qgate.common.json.Json;
import org.qgate.testnet.TestnetException;
import org.qgate.testnet.TestnetNode;

/** What the client's shell tells of its circuits. */
final class ClientCircuits implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final NodeShell shell;

    ClientCircuits(TestnetNode client) throws IOException {
        shell = client.shell();
    }

    /** Returns the hops of every circuit that carries streams now, by its number. */
    Map<Long, List<String>> carrying() throws IOException {
        Map<?, ?> document =
                (Map<?, ?>) Json.read(shell.exec("circuit:list --json", LONGEST).stdout());
        Map<Long, List<String>> found = new HashMap<>();
        for (Object each : (List<?>) document.get("circuits")) {
            Map<?, ?> circuit = (Map<?, ?>) each;
            if ((Long) circuit.get("streams") > 0) {
                found.put((Long) circuit.get("id"), hops(circuit));
            }
        }
        return found;
    }

    private static List<String> hops(Map<?, ?> circuit) {
        return ((List<?>) circuit.get("hops"))
                .stream().map(hop -> (String) ((Map<?, ?>) hop).get("nodeId")).toList();
    }

    /** Waits for a circuit that carries streams and was not among those known before. */
    Map.Entry<Long, List<String>> awaitOther(Set<Long> known) throws IOException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() - end < 0) {
            Map<Long, List<String>> now = carrying();
            Set<Long> others = new HashSet<>(now.keySet());
            others.removeAll(known);
            if (others.size() == 1) {
                long id = others.iterator().next();
                return Map.entry(id, now.get(id));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        throw new TestnetException("no circuit but " + known + " carries a stream");
    }

    /** Waits until no circuit carries a stream. */
    void awaitNone() throws IOException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!carrying().isEmpty()) {
            if (System.nanoTime() - end > 0) {
                throw new TestnetException("circuits still carry streams: " + carrying());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    @Override
    public void close() throws IOException {
        shell.close();
    }
}
