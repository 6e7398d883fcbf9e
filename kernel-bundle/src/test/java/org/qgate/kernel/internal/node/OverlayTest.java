package org.qgate.kernel.internal.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.api.net.Endpoint;
import org.qgate.api.network.CircuitInfo;
import org.qgate.sim.SimPeer;
import org.qgate.sim.SimRandom;
import org.qgate.sim.SimSocket;
import org.qgate.sim.SimWorld;

/** A network of whole nodes in virtual time, from its founding to a transfer through three hops. */
final class OverlayTest {
    private static final int BYTES = 3_000_000;

    private final SimWorld sim = new SimWorld(20_261_120);
    private final SimPeer server = new SimPeer(sim.host("20.9.0.1"));
    private final Endpoint serverAt =
            server.listen(Endpoint.parse("20.9.0.1:80").orElseThrow());
    private final SimPeer application = new SimPeer(sim.host("20.8.0.1"));
    private final List<TestNode> relays = new ArrayList<>();
    private final TestNode client = client();

    private TestNode relay(int number, boolean exit) {
        String address = "20." + number + ".0.1";
        TestNode relay = new TestNode(
                sim.host(address),
                Map.of("link_listen", address + ":4270", "network_found", number == 1 ? TestNode.NETWORK : ""),
                Map.of("socks_listen", "", "http_listen", "", "exit", Boolean.toString(exit)));
        relay.host.names().put("server.example", serverAt.address());
        return relay;
    }

    private TestNode client() {
        for (int number = 1; number <= 4; number++) {
            relays.add(relay(number, number >= 3));
        }
        return new TestNode(sim.host("20.7.0.1"), Map.of(), Map.of("socks_listen", "20.7.0.1:1080", "http_listen", ""));
    }

    private void join() {
        byte[] network = relays.get(0).found();
        relays.forEach(relay -> relay.join(network));
        client.join(network);
        sim.runUntil("all relays are in the snapshot", () -> relays.stream().allMatch(TestNode::ready), 120_000);
        sim.runUntil("the client has a circuit", client::ready, 120_000);
    }

    /** Asks for the server by name, as SOCKS5 does; returns the connection once it is answered. */
    private SimSocket connect() {
        SimSocket socket = application.dial(Endpoint.parse("20.7.0.1:1080").orElseThrow());
        sim.runUntil("the entry took the connection", socket::isOpen, 5_000);
        socket.send(new byte[] {5, 1, 0});
        sim.runUntil("the method was chosen", () -> socket.count() == 2, 5_000);
        assertArrayEquals(new byte[] {5, 0}, socket.take());
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        byte[] name = "server.example".getBytes(StandardCharsets.US_ASCII);
        request.writeBytes(new byte[] {5, 1, 0, 3, (byte) name.length});
        request.writeBytes(name);
        request.writeBytes(new byte[] {0, 80});
        long before = socket.count();
        socket.send(request.toByteArray());
        sim.runUntil("the request was answered", () -> socket.count() > before, 60_000);
        byte[] answer = socket.take();
        assertEquals(0, answer[1], "SOCKS reply");
        return socket;
    }

    @Test
    void shouldCarryBytesBothWaysThroughThreeHopsOfAFoundedNetwork() {
        join();
        SimSocket socket = connect();
        transfer(socket, () -> {});
        CircuitInfo used = client.overlay.circuits().circuits().stream()
                .filter(circuit -> circuit.streams() == 1)
                .findFirst()
                .orElseThrow();
        assertEquals(3, new HashSet<>(used.hops()).size(), used.toString());
        assertTrue(
                relays.stream().noneMatch(relay -> relay.overlay.links().infos().stream()
                        .anyMatch(link -> client.identity.nodeId().equals(link.peer()))),
                "a client stays anonymous");
    }

    @Test
    void shouldGoOnWhenEveryNodeIsReplacedDuringATransfer() {
        join();
        SimSocket socket = connect();
        List<TestNode> all = new ArrayList<>(relays);
        all.add(client);
        transfer(socket, () -> all.forEach(TestNode::handOver));
    }

    private void transfer(SimSocket socket, Runnable midway) {
        byte[] up = new SimRandom(1).bytes(BYTES);
        byte[] down = new SimRandom(2).bytes(BYTES);
        SimSocket far = server.accepted().get(0);
        int taken = socket.received().length;
        socket.send(up);
        far.send(down);
        sim.runUntil("half of it", () -> far.count() > BYTES / 2, 120_000);
        midway.run();
        sim.runUntil("all of it up", () -> far.count() == BYTES, 120_000);
        sim.runUntil("all of it down", () -> socket.received().length - taken == BYTES, 120_000);
        assertArrayEquals(up, far.received());
        assertArrayEquals(down, socket.received());
    }

    @Test
    void shouldAnswerWhoeverStillWaitsWhenItStops() {
        join();
        SimSocket socket = application.dial(Endpoint.parse("20.7.0.1:1080").orElseThrow());
        sim.runUntil("the entry took the connection", socket::isOpen, 5_000);
        socket.send(new byte[] {5, 1, 0, 5, 1, 0, 1, 20, 9, 0, 1, 0, 80});
        sim.runUntil("asked", () -> !client.overlay.circuits().list().isEmpty(), 5_000);
        long began = sim.nowMs();
        client.env.turn(client.overlay::stop);
        client.env.ports().release();
        sim.runUntil("the request was answered", () -> socket.count() > 2, 1_000);
        assertTrue(socket.take()[3] != 0, "SOCKS reply");
        assertTrue(sim.nowMs() - began < 1_000);
    }

    @Test
    void shouldRefuseToBuildPathsOnceTheSnapshotIsTooOld() {
        join();
        relays.get(0).host.kill();
        sim.run(4 * 3_600_000L);
        assertTrue(
                client.overlay.progress().percent() < 100,
                client.overlay.progress().toString());
        assertTrue(
                client.overlay.progress().reason().contains("expired"),
                client.overlay.progress().toString());
    }

    @Test
    void shouldMeasureHowFarTheClockIsOff() {
        byte[] network = relays.get(0).found();
        relays.forEach(relay -> relay.join(network));
        client.host.clockOffsetMs(600_000);
        client.join(network);
        sim.runUntil("a link", () -> client.overlay.links().medianSkewMs().isPresent(), 60_000);
        long skewMs = client.overlay.links().medianSkewMs().orElseThrow();
        assertTrue(Math.abs(skewMs + 600_000) < 5_000, "peers are 10 minutes behind, measured " + skewMs + " ms");
    }
}
