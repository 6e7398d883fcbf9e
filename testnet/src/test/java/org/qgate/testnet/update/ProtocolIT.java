package org.qgate.testnet.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.qgate.testnet.TestnetNode;
import org.qgate.testnet.trial.ExtenderPackages;
import org.qgate.testnet.trial.Packages;

/**
 * Streams and calls by protocol between two real nodes, over circuits of three hops, while kernel and cryptography of both are
 * replaced.
 */
@ExtendWith(UpdateNetwork.Shared.class)
@Timeout(600)
final class ProtocolIT {
    /** Who serves: a relay that is no exit. */
    private static final int SERVER = 2;

    private static final int BYTES = 4 << 20;
    /** As many as share a stream at once; the extender has half as many threads, so that others wait for one. */
    private static final int CALLS = 64;

    private static final Duration LISTED = Duration.ofMinutes(3);
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final String ID = "org.qgate.extender.trial";
    private static final String YAML = """
            id: org.qgate.extender.trial
            title: Trial
            licence: Apache-2.0
            publisher: QGate
            entry: org.qgate.extender.trial.Trial
            provides: [trial/who/1, trial/echo/1]
            permissions:
              - {name: net.accept, scope: [trial/who/1, trial/echo/1], reason: It answers.}
              - {name: net.dial, scope: [trial/who/1, trial/echo/1], reason: It asks.}
            policies:
              quota: {threads: 32, streams: 512, callsPerSecond: 50000, bytesPerSecond: 104857600, cpuPercent: 100}
            """;

    private final UpdateNetwork network;
    private final TestnetNode server;
    private final TestnetNode client;

    ProtocolIT(UpdateNetwork network) {
        this.network = network;
        server = network.nodes().node(SERVER);
        client = network.nodes().client();
    }

    @Test
    void shouldCarryStreamsAndCallsThroughThreeHopsOverUpdatesOfTheCore() throws Exception {
        Path file = new ExtenderPackages(network.nodes().dir().resolve("extenders"), Packages.releaseKey())
                .packed(
                        YAML,
                        "1.0.0",
                        ExtenderPackages.jar("org/qgate/extender/trial/", List.of("Trial", "Trial$Deed")));
        for (TestnetNode node : List.of(server, client)) {
            node.json("extender:install --json --yes --grant net.accept --grant net.dial " + file);
        }
        try {
            awaitListed();
            check();
        } finally {
            for (TestnetNode node : List.of(server, client)) {
                node.json("extender:remove --json --yes --erase " + ID);
            }
        }
    }

    private void check() throws IOException {
        String to = " " + server.nodeId();
        assertEquals(List.of("nobody"), run("who" + to + " false"));
        assertEquals(List.of(client.nodeId()), run("who" + to + " true"), "who asked, proven");
        assertEquals(
                List.of(Integer.toString(BYTES)), run("carry" + to + " " + BYTES + " false"), "bytes that came back");
        assertEquals(
                List.of(Integer.toString(BYTES)), run("carry" + to + " " + BYTES + " true"), "bytes that came back");
        assertEquals(List.of(Integer.toString(CALLS)), run("calls" + to + " " + CALLS), "calls answered");
        assertEquals(List.of("pong"), run("hold" + to));
        run("begin" + to);
        for (String bundle : List.of("kernel", "crypto")) {
            for (TestnetNode node : List.of(server, client)) {
                node.json("node:update --json " + network.packages().later(bundle));
                assertEquals(List.of("pong"), run("ping"), "the stream is open after an update of " + bundle);
            }
        }
        List<String> met = run("end");
        assertTrue(Long.parseLong(met.get(0)) > 0, met::toString);
        assertEquals("0", met.get(1), met::toString);
    }

    private void awaitListed() {
        long end = System.nanoTime() + LISTED.toNanos();
        while (!run("nodes").contains(server.nodeId())) {
            assertTrue(System.nanoTime() - end < 0, "the server is not listed with its protocols within " + LISTED);
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    private List<String> run(String command) {
        List<?> rows = (List<?>) ((Map<?, ?>) client.json("extender:run --json " + ID + " " + command)).get("rows");
        return rows.stream().map(row -> ((List<?>) row).get(0).toString()).toList();
    }
}
