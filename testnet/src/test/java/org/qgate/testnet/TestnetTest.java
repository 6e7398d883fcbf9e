package org.qgate.testnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starting, planning and above all stopping, with processes that only look like nodes. */
@Timeout(60)
final class TestnetTest {
    @TempDir
    private Path temp;

    private TestnetOptions options() {
        return new TestnetOptions(
                5,
                2,
                temp.resolve("net"),
                temp,
                Path.of(System.getProperty("java.home"), "bin", "java"),
                Duration.ofSeconds(2),
                Map.of());
    }

    @Test
    void shouldLeaveNoProcessWhenTheStartFails() throws IOException {
        Path home = FakeDistribution.create(temp.resolve("fake"));
        TestnetOptions options =
                new TestnetOptions(4, 1, temp.resolve("net"), home, options().java(), Duration.ofSeconds(2), Map.of());
        TestnetException failed = assertThrows(TestnetException.class, () -> Testnet.start(options, Progress.SILENT));
        assertTrue(failed.getMessage().contains("node 3 [relay, exit]: "), failed.getMessage());
        List<TestnetNode> nodes = Testnet.open(options.dir()).nodes();
        assertEquals(4, nodes.size());
        assertFalse(nodes.stream().anyMatch(TestnetNode::alive));
        String shell = Files.readString(options.dir().resolve("node-2/etc/org.apache.karaf.shell.cfg"));
        assertTrue(shell.contains("# shell\nsshRealm = karaf\n"), shell);
        assertTrue(shell.contains("sshPort = " + nodes.get(2).ssh()), shell);
        assertFalse(shell.contains("8101"), shell);
        Testnet.open(options.dir()).delete();
        assertFalse(Files.exists(options.dir()));
    }

    @Test
    void shouldEndOnlyTheProcessThatWasMarked() throws Exception {
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            ProcessMark mark = ProcessMark.of(other.pid()).orElseThrow();
            assertFalse(mark.alive(temp), "another program with the same number");
            List<Integer> killed = NodeStop.stop(List.of(new NodeStop.Target(1, mark, temp)), Duration.ofSeconds(1));
            assertEquals(List.of(), killed);
            assertTrue(other.isAlive());
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldNotTakeALaterProcessForTheMarkedOne() throws Exception {
        Process node = new ProcessBuilder("bash", "-c", "sleep 60; :", "x", "-Dkaraf.base=" + temp).start();
        try {
            ProcessMark mark = ProcessMark.of(node.pid()).orElseThrow();
            assertTrue(mark.alive(temp));
            assertFalse(new ProcessMark(mark.pid(), mark.started() - 1).alive(temp));
            node.destroyForcibly().waitFor();
            assertFalse(mark.alive(temp));
        } finally {
            node.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldGiveEveryListenerAPortOfItsOwn() throws IOException {
        try (PortBlock one = PortBlock.take(options());
                PortBlock other = PortBlock.take(options())) {
            assertNotEquals(one.first(), other.first());
            Set<Integer> ports = new TreeSet<>();
            for (NodePlan plan : NodePlan.of(options(), one.first())) {
                assertTrue(ports.add(plan.ssh()));
                for (String listener : new String[] {plan.link(), plan.socks(), plan.http()}) {
                    assertTrue(listener == null || ports.add(Integer.parseInt(listener.split(":")[1])));
                }
            }
            assertEquals(5 + 4 + 2, ports.size());
        }
    }

    @Test
    void shouldPlanRolesAsDocumented() {
        List<NodePlan> plans = NodePlan.of(options(), 20_000);
        assertEquals(List.of("client"), plans.get(0).roles());
        assertEquals(List.of("relay", "seed", "signer"), plans.get(1).roles());
        assertEquals(List.of("relay"), plans.get(2).roles());
        assertEquals(List.of("relay", "exit"), plans.get(4).roles());
        assertEquals("127.0.1.3:20013", plans.get(3).link());
    }

    @Test
    void shouldRefuseNetworksWithoutAPath() {
        assertThrows(TestnetException.class, () -> options().sized(3, 1));
        assertThrows(TestnetException.class, () -> options().sized(5, 4));
        assertThrows(TestnetException.class, () -> options().sized(65, 2));
        assertEquals(
                2,
                assertThrows(TestnetException.class, () -> Testnet.open(temp)).exitCode());
    }

    @Test
    void shouldKeepItsDocument() throws IOException {
        NodePlan plan = NodePlan.of(options(), 20_000).get(0);
        TestnetNode node = TestnetNode.of(plan, new ProcessMark(1_234_567, 89)).named("ab12");
        TestnetFile.write(temp, List.of(node));
        assertEquals(List.of(node), TestnetFile.read(temp));
        assertEquals(
                "{schema=qgate.testnet/1, dir=" + temp + ", nodes=[{index=0, nodeId=ab12, roles=[client], link=null,"
                        + " socks=127.0.0.1:20002, http=127.0.0.1:20003, ssh=20000, pid=1234567, dir=" + plan.dir()
                        + "}]}",
                TestnetFile.document(temp, List.of(node)).toString());
    }

    @Test
    void shouldLeaveNothingOfANetwork() throws IOException {
        Path dir = Files.createDirectories(temp.resolve("network"));
        Files.createDirectories(dir.resolve("node-0/etc"));
        Files.createDirectories(dir.resolve("distribution"));
        Files.writeString(Files.createDirectories(dir.resolve("keys")).resolve("0"), "a key");
        TestnetFile.write(dir, List.of());
        Testnet.open(dir).delete();
        assertFalse(Files.exists(dir));
    }
}
