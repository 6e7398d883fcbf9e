package org.qgate.testnet.network;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.client.NodeShell;
import org.qgate.common.json.Json;
import org.qgate.sim.LoopbackServer;
import org.qgate.testnet.LoneNode;
import org.qgate.testnet.TestnetNode;
import org.qgate.testnet.TestnetOptions;

/** What goes wrong on a machine is said with a code, and the node stays up. */
@Timeout(180)
final class TroubleIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path dir;

    @Test
    @SuppressWarnings("try") // the occupant leaves in the middle of the test, on purpose
    void shouldNameABusyPortAndABadConfiguration() throws Exception {
        TestnetOptions options = TestnetOptions.defaults(dir.resolve("node"));
        int port = LoneNode.freePorts(dir);
        try (LoopbackServer occupant = new LoopbackServer("127.0.1.1", port + 1, socket -> {});
                LoneNode lone = LoneNode.start(options, port)) {
            assertTrue(occupant.port() > 0);
            assertTrue(lone.awaitShell("node:id", SOON), "the node stays up");
            awaitReport(
                    lone.node(),
                    reports -> reports.contains("QG-TRN-0001") && reports.contains("127.0.1.1:" + (port + 1)));
            Path file = options.dir().resolve("etc/org.qgate.kernel.cfg");
            String right = Files.readString(file);
            Files.writeString(file, right + "no_such_key = 1\n");
            awaitReport(lone.node(), reports -> reports.contains("QG-BAS-0001") && reports.contains("no_such_key"));
            Files.writeString(file, right + "memory_mib = 0\n");
            awaitReport(lone.node(), reports -> reports.contains("QG-BAS-0002") && reports.contains("memory_mib"));
            Files.writeString(file, right);
            awaitReport(lone.node(), reports -> !reports.contains("QG-BAS-000"));
            occupant.close();
            awaitReport(lone.node(), reports -> !reports.contains("QG-TRN-0001"));
            assertTrue(lone.awaitShell("circuit:list", SOON), "the node does its work once the port is free");
        }
    }

    private static void awaitReport(TestnetNode node, Predicate<String> condition) throws IOException {
        long end = System.nanoTime() + SOON.toNanos();
        String last = "";
        try (NodeShell shell = node.shell()) {
            while (System.nanoTime() - end < 0) {
                Map<?, ?> status = (Map<?, ?>)
                        Json.read(shell.exec("node:status --json", SOON).stdout());
                last = status.get("reports") + " " + status.get("bootstrapReason");
                if (condition.test(last)) {
                    return;
                }
            }
        }
        throw new AssertionError("not said in time: " + last);
    }
}
