package org.qgate.kernel.internal.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.network.CircuitInfo;
import org.qgate.api.network.CircuitRequest;
import org.qgate.api.network.ServiceRequest;
import org.qgate.api.network.StreamFailure;
import org.qgate.kernel.internal.directory.Relay;
import org.qgate.sim.SimRandom;
import org.qgate.sim.SimTalk;
import org.qgate.sim.SimWorld;

/** Services in a whole network: relays that serve, one node that serves and does not relay, a client. */
final class ServiceNetworkTest {
    private final SimWorld sim = new SimWorld(20_261_122);
    private final List<TestNode> relays = new ArrayList<>();
    private final TestNode server = node(9, "service", false);
    private final TestNode client;

    ServiceNetworkTest() {
        for (int number = 1; number <= 4; number++) {
            relays.add(node(number, number == 1 ? "relay, service" : "relay", number >= 3));
        }
        client = new TestNode(sim.host("20.7.0.1"), Map.of(), Map.of("socks_listen", "", "http_listen", ""));
    }

    private TestNode node(int number, String roles, boolean exit) {
        String address = "20." + number + ".0.1";
        return new TestNode(
                sim.host(address),
                Map.of(
                        "link_listen",
                        address + ":4270",
                        "roles",
                        roles,
                        "network_found",
                        number == 1 ? TestNode.NETWORK : ""),
                Map.of("socks_listen", "", "http_listen", "", "exit", Boolean.toString(exit)));
    }

    private void join() {
        byte[] network = relays.get(0).found();
        relays.forEach(relay -> relay.join(network));
        server.desk.protocols().addAll(Set.of("echo/1", "chat", "Not a protocol"));
        server.desk.echo();
        server.join(network);
        client.join(network);
        sim.runUntil(
                "all nodes are in the snapshot",
                () -> server.ready() && relays.stream().allMatch(TestNode::ready),
                120_000);
        sim.runUntil("the client has a circuit and knows the server", () -> client.ready() && isListed(), 120_000);
    }

    private boolean isListed() {
        return client.overlay.directory().view().relay(server.identity.nodeId()).isPresent();
    }

    private Relay listed() {
        return client.overlay.directory().view().relay(server.identity.nodeId()).orElseThrow();
    }

    private SimTalk dial(TestNode from, TestNode to, int hops) {
        SimTalk talk =
                from.desk.dial(new ServiceRequest(to.identity.nodeId(), "echo/1", false, "key", hops, CellSize.LARGE));
        sim.runUntil("open", talk::isOpen, 60_000);
        return talk;
    }

    @Test
    void shouldListWhoServesAndWhat() {
        join();
        assertEquals(Set.of("service", "last-only"), listed().flags());
        assertEquals(List.of("chat", "echo/1"), listed().services());
        assertEquals(List.of("service"), server.overlay.roles());
        assertTrue(relays.get(0).overlay.roles().containsAll(List.of("relay", "service")));
        assertFalse(listed().relays());
        assertTrue(client.overlay
                .directory()
                .view()
                .relays()
                .containsKey(relays.get(1).identity.nodeId()));
        assertEquals(List.of("client"), client.overlay.roles());
    }

    @Test
    void shouldReachANodeThatIsOnlyALastHop() {
        join();
        SimTalk talk = dial(client, server, 3);
        byte[] sent = new SimRandom(1).bytes(1_000_000);
        talk.send(sent);
        talk.shutdownOutput();
        sim.runUntil("the echo", () -> talk.inputClosed(), 120_000);
        assertArrayEquals(sent, talk.received());
        List<NodeId> hops = client.overlay.circuits().circuits().stream()
                .filter(circuit -> circuit.hops().get(2).nodeId().equals(server.identity.nodeId()))
                .findFirst()
                .orElseThrow()
                .hops()
                .stream()
                .map(CircuitInfo.Hop::nodeId)
                .toList();
        assertEquals(3, new HashSet<>(hops).size());
    }

    @Test
    void shouldReachARelayThatServesFromANodeThatServes() {
        relays.get(0).desk.protocols().add("echo/1");
        relays.get(0).desk.echo();
        join();
        SimTalk talk = dial(server, relays.get(0), 3);
        talk.send(new byte[1000]);
        sim.runUntil("the echo", () -> talk.count() == 1000, 60_000);
    }

    @Test
    void shouldNeverPutANodeThatIsOnlyALastHopIntoAPath() {
        join();
        NodeId never = server.identity.nodeId();
        for (int i = 0; i < 60; i++) {
            client.env.turn(() -> client.overlay
                    .circuits()
                    .build(new CircuitRequest(3, CellSize.LARGE, List.of()), 60_000, built -> {}, failed -> {}));
            sim.run(500);
            for (CircuitInfo circuit : client.overlay.circuits().circuits()) {
                assertFalse(circuit.hops().stream().anyMatch(hop -> hop.nodeId().equals(never)));
            }
            client.env.turn(client.overlay.circuits()::retireAll);
        }
    }

    @Test
    void shouldAnnounceWhatIsServedNow() {
        join();
        server.desk.protocols().add("store/2");
        sim.runUntil("announced", () -> listed().services().contains("store/2"), 300_000);
        server.desk.protocols().clear();
        sim.runUntil("withdrawn", () -> listed().services().isEmpty(), 300_000);
    }

    @Test
    void shouldKeepWhatIsAnnouncedWhileNobodyIsThereToSay() {
        join();
        long before = listed().sequence();
        server.deskThere = false;
        sim.run(3_000);
        server.handOver();
        sim.run(120_000);
        assertEquals(before, listed().sequence());
        SimTalk talk = client.desk.dial(
                new ServiceRequest(server.identity.nodeId(), "echo/1", false, "key", 3, CellSize.LARGE));
        sim.runUntil("refused", () -> talk.failure() == StreamFailure.EXIT_POLICY, 60_000);
    }

    @Test
    void shouldNotAnnounceMoreOftenThanSnapshotsAreMade() {
        join();
        long before = listed().sequence();
        Set<Long> sequences = new HashSet<>();
        for (int i = 0; i < 240; i++) {
            server.desk.protocols().clear();
            server.desk.protocols().add("flip/" + i);
            sim.run(2_000);
            sequences.add(listed().sequence());
        }
        sequences.remove(before);
        assertTrue(
                sequences.size() > 1 && sequences.size() <= 10 + 8, () -> sequences.size() + " descriptors in 480 s");
    }

    @Test
    void shouldGoOnWhenEveryNodeIsReplaced() {
        join();
        SimTalk talk = dial(client, server, 3);
        byte[] sent = new SimRandom(2).bytes(3_000_000);
        talk.send(sent);
        sim.runUntil("half of it", () -> talk.count() > sent.length / 2, 120_000);
        relays.forEach(TestNode::handOver);
        server.handOver();
        client.handOver();
        sim.runUntil("all of it", () -> talk.count() == sent.length, 120_000);
        assertArrayEquals(sent, talk.received());
        assertEquals(List.of("chat", "echo/1"), listed().services());
    }
}
