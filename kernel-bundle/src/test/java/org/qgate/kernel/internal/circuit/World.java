package org.qgate.kernel.internal.circuit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.net.Endpoint;
import org.qgate.api.network.CircuitInfo;
import org.qgate.api.network.CircuitRequest;
import org.qgate.api.network.StreamRequest;
import org.qgate.kernel.internal.directory.Relay;
import org.qgate.kernel.internal.directory.View;
import org.qgate.sim.SimPeer;
import org.qgate.sim.SimSocket;
import org.qgate.sim.SimWorld;

/** A client, some relays of which the last is the exit, an application and a server, in one virtual world. */
final class World {
    static final String SERVER = "server.test";

    final SimWorld sim;
    final List<TestNode> relays = new ArrayList<>();
    final TestNode client;
    final SimPeer application;
    final SimPeer server;
    final Endpoint entry;

    private World(long seed, int relayCount, int exitCount, Map<String, String> config) {
        sim = new SimWorld(seed);
        Endpoint serverAt = at("10.0.9.1:80");
        server = new SimPeer(sim.host("10.0.9.1"));
        server.listen(serverAt);
        for (int i = 1; i <= relayCount; i++) {
            String address = "10.0." + i + ".1";
            TestNode relay = new TestNode(sim.host(address), address, true, i > relayCount - exitCount, config);
            relay.dpn.hosts.put(SERVER, serverAt);
            relays.add(relay);
        }
        client = new TestNode(sim.host("10.0.200.1"), "10.0.200.1", false, false, config);
        List<Relay> all = relays.stream().map(TestNode::relay).toList();
        Map<NodeId, Relay> byId = new HashMap<>();
        all.forEach(relay -> byId.put(relay.id(), relay));
        View view = new View("test", 0, Long.MAX_VALUE, Long.MAX_VALUE, 1, byId);
        relays.forEach(relay -> relay.view = view);
        client.view = view;
        client.route = all;
        relays.forEach(TestNode::begin);
        client.begin();
        entry = client.dpn.listen(at("10.0.200.1:1080"));
        application = new SimPeer(sim.host("10.0.201.1"));
    }

    static World of(long seed, int relays) {
        return new World(seed, relays, 1, Map.of());
    }

    static World of(long seed, int relays, int exits, String... config) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < config.length; i += 2) {
            map.put(config[i], config[i + 1]);
        }
        return new World(seed, relays, exits, map);
    }

    static Endpoint at(String text) {
        return Endpoint.parse(text).orElseThrow();
    }

    TestNode exit() {
        return relays.get(relays.size() - 1);
    }

    /** Whether neither the client nor the exit knows of any stream. */
    boolean noStreams() {
        return client.layer.list().isEmpty() && exit().layer.list().isEmpty();
    }

    StreamRequest request(int hops, CellSize size) {
        return new StreamRequest(SERVER, 80, "key", hops, size);
    }

    /** Dials the entry; the connection will ask for this stream. */
    SimSocket dial(StreamRequest request) {
        client.dpn.next = request;
        SimSocket socket = application.dial(entry);
        until("accepted", () -> socket.isOpen() || socket.closed() != null);
        sim.run(5);
        return socket;
    }

    void until(String what, BooleanSupplier condition) {
        sim.runUntil(what, condition, 120_000);
    }

    /** Builds a circuit by hand and waits for it. */
    CircuitInfo build(int hops, CellSize size) {
        List<CircuitInfo> built = new ArrayList<>();
        client.env.turn(
                () -> client.layer.build(new CircuitRequest(hops, size, List.of()), 10_000, built::add, failed -> {
                    throw new AssertionError("not built", failed);
                }));
        until("circuit", () -> !built.isEmpty());
        return built.get(0);
    }
}
