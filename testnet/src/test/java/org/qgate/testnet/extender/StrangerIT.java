package org.qgate.testnet.extender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.qgate.client.NodeShell;
import org.qgate.testnet.ProcessCost;
import org.qgate.testnet.trial.ExtenderPackages;

/**
 * A stranger's echo on a real node: never without what holds its process; with that it serves, beside other strangers that
 * take what they can get; it comes back when its process is killed, and nothing of it outlives the node.
 */
@Timeout(600)
@TestMethodOrder(MethodName.class)
@EnabledIf(value = "org.qgate.testnet.extender.Bubblewrap#holds", disabledReason = Bubblewrap.MISSING)
final class StrangerIT {
    private static final String HOSTILE = "org.example.hostile";
    private static final String[] ALL = {"net.accept", "net.dial"};
    private static final int CPU_PERCENT = 20;
    /** More than its quota, in percent of one core; a short look at a busy machine is coarse. */
    private static final int MORE = 5;

    private static final int COARSE = 10 * MORE;
    private static final boolean LONG = Boolean.getBoolean("qgate.long");
    private static final long ENOUGH = 20;

    private static EchoNode node;
    private static ExtenderPackages strangers;

    @BeforeAll
    static void start() throws IOException {
        node = EchoNode.start("stranger", Map.of("bwrap", "echo no namespaces here >&2; exit 1"));
        strangers = ExtenderPackages.strangers(node.dir().resolveSibling("strangers"));
        node.install(node.packages().caller(), "net.dial");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void aShouldHoldWhatNothingWouldHoldAndGoOnOnceSomethingDoes() throws IOException {
        NodeShell.Result held =
                node.exec("extender:install --yes --grant net.accept --grant net.dial " + strangers.echo("1.0.0"));
        assertEquals(1, held.exitCode(), held::toString);
        assertEquals("HELD", node.state(EchoNode.ECHO));
        Map<?, ?> info = node.info(EchoNode.ECHO);
        assertTrue(String.valueOf(info.get("reason")).startsWith("QG-EXT-0005"), info::toString);
        NodeShell.Result doctor = node.exec("node:doctor --json");
        assertTrue(doctor.stdout().contains("QG-EXT-0005"), doctor::toString);
        assertEquals(List.of(), processes(), "nothing of a stranger runs unheld");
        EchoNode.program(node.dir().resolveSibling("programs").resolve("bwrap"), "exec /usr/bin/bwrap \"$@\"");
        // The node looks now and then by itself: whoever comes first, it goes live with what was agreed to.
        NodeShell.Result asked =
                node.exec("extender:approve --yes --grant net.accept --grant net.dial " + EchoNode.ECHO);
        EchoNode.await("it is LIVE", () -> node.state(EchoNode.ECHO).equals("LIVE"), () -> asked);
        info = node.info(EchoNode.ECHO);
        assertEquals("process", info.get("tier"), info::toString);
        assertEquals("nobody here trusts its publisher", info.get("tierReason"), info::toString);
        awaitProcesses(1);
        node.begin(4);
        node.assertServed("held");
    }

    @Test
    void bShouldGoOnBesideStrangersThatTakeWhatTheyCanGet() throws IOException {
        List<Long> before = processes();
        node.install(hostile(), ALL);
        long newest = processes().stream()
                .filter(pid -> !before.contains(pid))
                .findFirst()
                .orElseThrow();
        node.run(HOSTILE, "spin " + node.id());
        double share = share(newest, LONG ? 20 : 2);
        System.out.printf("a process that spins uses %.1f %% of a core; its quota is %d %%%n", share, CPU_PERCENT);
        assertTrue(share <= CPU_PERCENT + (LONG ? MORE : COARSE), () -> share + " %");
        node.assertServed("beside what spins");
        node.run(HOSTILE, "fill " + node.id());
        EchoNode.await(
                "what fills its memory is ended",
                () -> ((Number) node.info(HOSTILE).get("restarts")).longValue() > 0,
                () -> node.info(HOSTILE));
        node.assertServed("beside what fills its memory");
        node.json("extender:remove --json --erase --yes " + HOSTILE);
        node.assertServed("after it");
        awaitProcesses(1);
    }

    private static Path hostile() throws IOException {
        String yaml = """
                id: %s
                title: Hostile
                licence: Apache-2.0
                publisher: QGate
                entry: org.example.hostile.Hostile
                provides: [hostile/1]
                permissions:
                  - {name: net.accept, scope: [hostile/1], reason: It spins.}
                  - {name: net.dial, scope: [echo/1, echo/stream/1, hostile/1], reason: It floods.}
                policies:
                  quota: {threads: 4, cpuPercent: %d, callsPerSecond: 20, streams: 8}
                lifecycle: {drainMs: 0, probationMs: 0}
                """.formatted(HOSTILE, CPU_PERCENT);
        return strangers.packed(
                yaml,
                "1.0.0",
                ExtenderPackages.jar("org/example/hostile/", List.of("Hostile", "Hostile$Excess", "Spinning")));
    }

    /** Returns how much of one core a process uses, in percent. */
    private static double share(long pid, int seconds) {
        double before = ProcessCost.cpuSeconds(pid);
        long begun = System.nanoTime();
        EchoNode.await("time has passed", () -> System.nanoTime() - begun >= seconds * 1_000_000_000L, () -> "");
        return (ProcessCost.cpuSeconds(pid) - before) * 100e9 / (System.nanoTime() - begun);
    }

    @Test
    void cShouldComeBackWhenItsProcessIsKilled() throws IOException {
        long process = processes().get(0);
        ProcessHandle.of(process).orElseThrow().destroyForcibly();
        EchoNode.await(
                "it was begun again",
                () -> ((Number) node.info(EchoNode.ECHO).get("restarts")).longValue() > 0,
                () -> node.info(EchoNode.ECHO));
        EchoNode.await("calls are answered again", StrangerIT::allAnswered, () -> node.info(EchoNode.ECHO));
        awaitProcesses(1);
        assertNotEquals(process, processes().get(0));
    }

    private static boolean allAnswered() {
        Map<String, String> lap = node.lap();
        return EchoNode.number(lap, "failures") == 0 && EchoNode.number(lap, "calls") > ENOUGH;
    }

    @Test
    void dShouldLeaveNothingBehindWhenTheNodeIsKilled() throws IOException {
        List<ProcessHandle> all = below().toList();
        assertTrue(all.size() > 1, all::toString);
        node.kill();
        long goneNs = System.nanoTime();
        EchoNode.await(
                "no process outlives the node",
                () -> all.stream().noneMatch(ProcessHandle::isAlive),
                () -> all.stream().filter(ProcessHandle::isAlive).toList());
        System.out.printf("its processes outlived the node by %.2f s%n", (System.nanoTime() - goneNs) / 1e9);
        node.startAgain();
        node.awaitState(EchoNode.ECHO, "LIVE");
        assertEquals("process", node.info(EchoNode.ECHO).get("tier"));
        awaitProcesses(1);
        assertEquals(
                "again",
                node.run(EchoNode.ECHO, "call " + node.id() + " again").get(0).get(1));
    }

    private static Stream<ProcessHandle> below() {
        return ProcessHandle.of(node.node().node().process().pid())
                .orElseThrow()
                .descendants();
    }

    private static void awaitProcesses(int many) {
        EchoNode.await(many + " processes of extenders", () -> processes().size() == many, StrangerIT::processes);
    }

    /** Returns the Java machines of extenders. */
    private static List<Long> processes() {
        return below().map(ProcessHandle::pid).filter(StrangerIT::isExtender).toList();
    }

    private static boolean isExtender(long pid) {
        try {
            String[] words = Files.readString(
                            Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1)
                    .split("\0");
            return words[0].endsWith("/java") && List.of(words).contains("org.qgate.sandbox.child.Main");
        } catch (IOException gone) {
            return false;
        }
    }
}
