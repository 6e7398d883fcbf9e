package org.qgate.testnet.extender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.qgate.client.NodeShell;
import org.qgate.testnet.trial.ExtenderPackages;

/**
 * Extenders that take what they can get, beside echo that serves callers in closed loops: whatever they do, they are
 * limited, and no call to echo fails, but for a while without its permission. What spins goes on spinning for as long as the node lives, so it comes last.
 */
@Timeout(600)
@TestMethodOrder(MethodName.class)
final class HostileExtenderIT {
    private static final String FLOOD = "org.example.flood";
    private static final String SPIN = "org.example.spin";
    private static final String NO_START = "org.example.neverstarts";
    private static final String NO_STOP = "org.example.neverstops";

    /** The bound is a second; here ten times that, for busy machines. */
    private static final double AT_ONCE_SECONDS = 10;

    private static final long ENOUGH = 20;
    private static final String[] ALL = {"net.accept", "net.dial", "event.publish"};

    private static EchoNode node;

    @BeforeAll
    static void start() throws IOException {
        node = EchoNode.start("hostile");
        node.installBoth();
        node.begin(4);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static Path packed(String id, String entry, String asks, String quota) throws IOException {
        String yaml = """
                id: %s
                title: Hostile
                licence: Apache-2.0
                publisher: QGate
                entry: org.example.hostile.%s
                %s
                policies:
                  quota: {%s}
                lifecycle: {readyMs: 1000, drainMs: 0, probationMs: 0}
                """.formatted(id, entry, asks, quota);
        List<String> classes =
                entry.equals("Hostile") ? List.of("Hostile", "Hostile$Excess", "Spinning") : List.of(entry, "Spinning");
        return node.packages().packed(yaml, "1.0.0", ExtenderPackages.jar("org/example/hostile/", classes));
    }

    private static String everything(String id) {
        return """
                provides: [hostile/1]
                permissions:
                  - {name: net.accept, scope: [hostile/1], reason: It spins.}
                  - {name: net.dial, scope: [echo/1, echo/stream/1, hostile/1], reason: It floods.}
                  - {name: store.use, reason: It floods.}
                  - {name: log.write, reason: It floods.}
                  - {name: event.publish, scope: [%s/noise], reason: It floods.}
                """.formatted(id);
    }

    @Test
    void aaShouldRefuseAtOnceWhatWasRevoked() {
        node.assertServed("while granted");
        node.json("extender:revoke --json " + EchoNode.ECHO + " net.accept");
        long revokedNs = System.nanoTime();
        node.lap();
        EchoNode.await(
                "no call is answered", () -> EchoNode.number(node.lap(), "calls") == 0, () -> node.info(EchoNode.ECHO));
        double seconds = (System.nanoTime() - revokedNs) / 1e9;
        System.out.printf("no call was answered %.2f s after the revocation%n", seconds);
        assertTrue(seconds < AT_ONCE_SECONDS, () -> seconds + " s");
        assertEquals("LIVE", node.state(EchoNode.ECHO), "it runs without");
        assertTrue(node.refusals(EchoNode.ECHO, "net.accept") > 0, "refusals are counted");
        node.json("extender:grant --json " + EchoNode.ECHO + " net.accept");
        EchoNode.await("calls are answered again", HostileExtenderIT::allAnswered, () -> node.info(EchoNode.ECHO));
    }

    private static boolean allAnswered() {
        Map<String, String> lap = node.lap();
        return EchoNode.number(lap, "failures") == 0 && EchoNode.number(lap, "calls") > ENOUGH;
    }

    @Test
    void abShouldRefuseWhatIsMoreThanAQuotaAndCountIt() throws Exception {
        Path file = packed(
                FLOOD,
                "Hostile",
                everything(FLOOD),
                "threads: 4, streams: 8, callsPerSecond: 20, logLinesPerMinute: 60, storeMiB: 1, bytesPerSecond:"
                        + " 10485760, cpuPercent: 100");
        node.install(file, ALL);
        // Streams first: each dial is a call, too, and none of the first eight may lack that.
        for (Map.Entry<String, String> each : List.of(
                Map.entry("streams", "net.dial"),
                Map.entry("calls", "net.dial"),
                Map.entry("log", "log.write"),
                Map.entry("store", "store.use"),
                Map.entry("events", "event.publish"))) {
            long before = node.refusals(FLOOD, each.getValue());
            node.run(FLOOD, each.getKey() + " " + node.id());
            assertTrue(node.refusals(FLOOD, each.getValue()) > before, each::toString);
        }
        int timers =
                Integer.parseInt(node.run(FLOOD, "timers " + node.id()).get(0).get(0));
        assertTrue(timers > 0, "timers without end");
        assertEquals("0", node.run(FLOOD, "memory " + node.id()).get(0).get(0), "memory is what nobody counts");
        assertEquals(8L, ((Number) node.info(FLOOD).get("streams")).longValue(), "streams that are open");
        assertEquals("LIVE", node.state(FLOOD), "who is refused runs");
        node.assertServed("beside floods");
        assertTrue(stored() > 0, "it keeps something");
        node.json("extender:remove --json --erase --yes " + FLOOD);
        node.install(file, ALL);
        assertEquals(0, stored(), "nothing is left of what was erased");
        node.json("extender:remove --json " + FLOOD);
    }

    private static long stored() {
        return ((Number) node.info(FLOOD).get("storeBytes")).longValue();
    }

    @Test
    void bShouldAbandonWhatSpinsInItsStart() throws Exception {
        Path file = packed(NO_START, "NeverStarts", "permissions: []", "cpuPercent: 100");
        NodeShell.Result refused = node.exec("extender:install --wait --yes " + file);
        assertNotEquals(0, refused.exitCode(), refused::toString);
        assertTrue(refused.stdout().contains("QG-EXT-0062"), refused::toString);
        NodeShell.Result doctor = node.exec("node:doctor --json");
        assertTrue(doctor.stdout().contains("gate.extenders CRITICAL"), doctor::toString);
        node.assertServed("beside what spins in its start");
    }

    @Test
    void cShouldAbandonWhatSpinsInItsStop() throws Exception {
        node.install(packed(NO_STOP, "NeverStops", "permissions: []", "cpuPercent: 100"));
        NodeShell.Result stopped = node.exec("extender:stop " + NO_STOP);
        node.awaitState(NO_STOP, "ABANDONED");
        assertSaysThatARestartIsNeeded(NO_STOP, stopped);
        node.assertServed("beside what spins in its stop");
    }

    @Test
    void dShouldStopWhatSpinsInAHandler() throws Exception {
        node.install(packed(SPIN, "Hostile", everything(SPIN), "threads: 4, cpuPercent: 2"), ALL);
        node.run(SPIN, "spin " + node.id());
        node.awaitState(SPIN, "ABANDONED");
        assertSaysThatARestartIsNeeded(SPIN, null);
        NodeShell.Result call = node.exec("extender:run " + SPIN + " log x");
        assertNotEquals(0, call.exitCode(), "an abandoned extender is not commanded");
        node.assertServed("beside what spins in a handler");
    }

    private static void assertSaysThatARestartIsNeeded(String id, NodeShell.Result before) {
        EchoNode.await(
                "node:doctor says that " + id + " needs a restart",
                () -> node.exec("node:doctor --json").stdout().contains(id + ": a thread does not end"),
                () -> node.exec("node:doctor").stdout() + before);
    }
}
