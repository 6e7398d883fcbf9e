package org.qgate.kernel.internal.node;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.qgate.api.net.Endpoint;
import org.qgate.sim.SimHost;
import org.qgate.sim.SimWorld;

/**
 * A network of whole nodes in virtual time: relays, of which the first is seed and signer and the last ones are exits;
 * clients; a server, and applications that ask the clients for it. Looks at every node's queues all the time.
 */
final class OverlayNetwork {
    private static final long DAY_MS = 86_400_000;
    private static final long LOOK_MS = 1_000;
    private static final long LOOK_CLOSER_MS = 20;

    final SimWorld world;
    final List<TestNode> relays = new ArrayList<>();
    final List<TestNode> clients = new ArrayList<>();
    final Transfers transfers;
    private final long memoryBytes;
    long mostQueued;
    long mostBuffered;

    /** Makes the machines; {@link #join} lets them begin. Further settings are the kernel's, of every node. */
    OverlayNetwork(long seed, int relayCount, int exitCount, int clientCount, String... settings) {
        world = new SimWorld(seed);
        transfers = new Transfers(world, "22.1.0.1", "23.1.0.1");
        for (int number = 1; number <= relayCount; number++) {
            relays.add(relay(number, number > relayCount - exitCount, settings));
        }
        for (int number = 1; number <= clientCount; number++) {
            clients.add(client(number, settings));
        }
        memoryBytes = relays.get(0).settings.circuits().memoryBytes();
    }

    private TestNode relay(int number, boolean exit, String... settings) {
        String address = "20." + number + ".0.1";
        Map<String, String> kernel = map(settings);
        kernel.put("link_listen", address + ":4270");
        kernel.put("network_found", number == 1 ? TestNode.NETWORK : "");
        TestNode relay = new TestNode(
                world.host(address),
                kernel,
                Map.of("socks_listen", "", "http_listen", "", "exit", Boolean.toString(exit)));
        relay.host
                .names()
                .put(
                        Transfers.SERVER,
                        Endpoint.parse("22.1.0.1:80").orElseThrow().address());
        return relay;
    }

    private TestNode client(int number, String... settings) {
        String address = "21." + number + ".0.1";
        return new TestNode(
                world.host(address), map(settings), Map.of("socks_listen", address + ":1080", "http_listen", ""));
    }

    private static Map<String, String> map(String... settings) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        return map;
    }

    Stream<TestNode> nodes() {
        return Stream.concat(relays.stream(), clients.stream());
    }

    Collection<SimHost> hosts(Collection<TestNode> of) {
        return of.stream().map(node -> node.host).toList();
    }

    Endpoint entry(int client) {
        return new Endpoint(clients.get(client).host.address(), 1080);
    }

    /** Founds the network and lets all nodes begin at once, a day later: clocks that are behind know the network. */
    OverlayNetwork begin() {
        begin(relays.get(0).found(), nodes().toList());
        look();
        return this;
    }

    /** Lets some nodes begin with a network's description, made a day ago. */
    void begin(byte[] file, List<TestNode> some) {
        some.forEach(node -> node.host.stepClockMs(DAY_MS));
        some.forEach(node -> node.join(file));
    }

    /** Begins, and waits until every relay is listed and every client has a circuit. */
    OverlayNetwork join(long atMostMs) {
        begin();
        world.runUntil("all relays are listed", () -> relays.stream().allMatch(TestNode::ready), atMostMs);
        world.runUntil("all clients have circuits", () -> clients.stream().allMatch(TestNode::ready), atMostMs);
        return this;
    }

    private void look() {
        nodes().filter(node -> node.host.alive()).forEach(this::look);
        world.at(transfers.over() ? LOOK_MS : LOOK_CLOSER_MS, this::look);
    }

    private void look(TestNode node) {
        long queued = node.overlay.circuits().queuedBytes();
        long buffered = node.host.ports().status().bufferedBytes();
        mostQueued = Math.max(mostQueued, queued);
        mostBuffered = Math.max(mostBuffered, buffered);
        if (queued > memoryBytes) {
            throw new AssertionError(node.host.address() + " queues " + queued + " bytes, allowed " + memoryBytes);
        }
    }

    /** Returns how many connections stand on all nodes together. */
    long connections() {
        return nodes().mapToLong(node -> node.host.ports().status().connections())
                .sum();
    }

    /** Returns how many circuits the relays carry and the clients have. */
    long circuits() {
        return nodes().mapToLong(node -> node.overlay.circuits().relayed()
                        + node.overlay.circuits().own())
                .sum();
    }

    long queued() {
        return nodes().mapToLong(node -> node.overlay.circuits().queuedBytes()).sum();
    }
}
