package org.qgate.kernel.internal.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.network.CircuitInfo;
import org.qgate.api.network.StreamInfo;
import org.qgate.api.network.StreamRequest;
import org.qgate.sim.SimSocket;

/** Relays fall silent without a reset: streams that nothing was sent of go elsewhere, soon. */
final class SilentRelayTest {
    private static StreamRequest keyed(String key) {
        return new StreamRequest(World.SERVER, 80, key, 3, CellSize.LARGE);
    }

    /** Cuts a relay off from all other nodes; connections stay. */
    private static void silence(World world, TestNode silent) {
        for (TestNode other : world.relays) {
            if (other != silent) {
                world.sim.cut(other.host, silent.host);
            }
        }
        world.sim.cut(world.client.host, silent.host);
    }

    private static TestNode hop(World world, int place) {
        CircuitInfo circuit = world.client.layer.circuits().get(0);
        return world.relays.stream()
                .filter(node ->
                        node.identity.nodeId().equals(circuit.hops().get(place).nodeId()))
                .findFirst()
                .orElseThrow();
    }

    private static long connectMs(World world, StreamRequest request) {
        int before = world.server.accepted().size();
        long start = world.sim.nowMs();
        SimSocket socket = world.dial(request);
        world.until("connected", () -> world.server.accepted().size() > before || socket.closed() != null);
        assertEquals(null, socket.closed());
        return world.sim.nowMs() - start;
    }

    @Test
    void shouldLeaveACircuitWhoseMiddleIsSilent() {
        World world = World.of(31, 5);
        world.dial(keyed("a"));
        world.until("connected", () -> world.server.accepted().size() == 1);
        silence(world, hop(world, 1));
        long tookMs = connectMs(world, keyed("a"));
        assertTrue(tookMs >= 4_000 && tookMs <= 8_000, () -> tookMs + " ms");
    }

    @Test
    void shouldLeaveACircuitWhoseExitIsSilent() {
        World world = World.of(32, 5, 2);
        world.dial(keyed("a"));
        world.until("connected", () -> world.server.accepted().size() == 1);
        silence(world, hop(world, 2));
        long tookMs = connectMs(world, keyed("a"));
        assertTrue(tookMs >= 4_000 && tookMs <= 8_000, () -> tookMs + " ms");
    }

    @Test
    void shouldTakeAnotherGuardWhenItsIsSilent() {
        World world = World.of(33, 5);
        world.dial(keyed("a"));
        world.until("connected", () -> world.server.accepted().size() == 1);
        TestNode guard = hop(world, 0);
        silence(world, guard);
        world.dial(keyed("b"));
        world.until("blamed", () -> world.client.unreached.contains(guard.identity.nodeId()));
    }

    @Test
    void shouldBuildAnotherCircuitBesideOneThatStalls() {
        World world = World.of(34, 5);
        silence(world, world.relays.get(1)); // the client's next path goes over it
        long tookMs = connectMs(world, keyed("new"));
        assertTrue(tookMs >= 1_500 && tookMs <= 5_000, () -> tookMs + " ms");
    }

    /** The destination takes its time, the circuit lives: nothing is given up, and the exit is asked once. */
    @Test
    void shouldStayWhileOnlyTheDestinationIsSlow() {
        World world = World.of(35, 5, 2);
        world.relays.forEach(relay -> relay.dpn.silent = true);
        SimSocket socket = world.dial(keyed("a"));
        world.sim.run(30_000);
        assertEquals(null, socket.closed());
        List<StreamInfo> streams = world.client.layer.list();
        assertEquals(
                List.of("CONNECTING"), streams.stream().map(StreamInfo::state).toList());
        assertEquals(1, world.client.layer.own());
        long asked = world.relays.stream()
                .flatMap(relay -> relay.dpn.asked.stream())
                .filter(request -> request.host().equals(World.SERVER))
                .count();
        assertEquals(1, asked);
        assertTrue(
                world.relays.stream().flatMap(relay -> relay.dpn.asked.stream()).anyMatch(request -> request.host()
                        .equals("localhost")));
    }
}
