package org.qgate.kernel.internal.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.network.CircuitInfo;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.network.StreamRequest;
import org.qgate.kernel.internal.Counter;
import org.qgate.sim.SimSocket;

/** A node that drains is left by its neighbours without harm, and soon has nothing more to wait for. */
final class DrainTest {
    private static final int PREBUILT = 2;

    private final World world = World.of(1, 7, 2, "circuits_prebuilt", Integer.toString(PREBUILT));

    private void prebuilt() {
        world.until("prebuilt", () -> clean().size() >= PREBUILT);
    }

    private List<CircuitInfo> clean() {
        return world.client.layer.circuits().stream()
                .filter(circuit -> circuit.state().equals("OPEN") && circuit.streams() == 0)
                .toList();
    }

    private boolean over(CircuitInfo circuit, TestNode relay) {
        return circuit.hops().contains(new CircuitInfo.Hop(relay.identity.nodeId()));
    }

    private SimSocket dial() {
        int before = world.server.accepted().size();
        SimSocket socket = world.dial(new StreamRequest(World.SERVER, 80, "key", 3, CellSize.LARGE));
        world.until("connected", () -> world.server.accepted().size() > before);
        world.sim.run(50);
        return socket;
    }

    private void drain(TestNode node) {
        node.env.turn(node.layer::drain);
    }

    @Test
    void shouldMoveFromAGuardThatDrainsWithoutBlamingIt() {
        TestNode guard = world.relays.get(0);
        prebuilt();
        SimSocket socket = dial();
        drain(guard);
        world.until(
                "new circuits",
                () -> clean().size() == PREBUILT && clean().stream().noneMatch(circuit -> over(circuit, guard)));
        List<CircuitInfo> old = world.client.layer.circuits().stream()
                .filter(circuit -> over(circuit, guard))
                .toList();
        assertEquals(1, old.size(), "only the one with a stream stays: " + old);
        assertEquals("RETIRED", old.get(0).state());
        assertEquals(0, world.client.counted(Counter.CIRCUITS_FAILED));
        assertEquals(List.of(), world.client.unreached);
        socket.send(new byte[7]);
        world.until("the stream goes on", () -> world.server.accepted().get(0).count() == 7);
        dial();
        assertFalse(guard.layer.isIdle());
        socket.close();
        world.until("idle", guard.layer::isIdle);
    }

    @Test
    void shouldSoonBeIdleWhereverItStandsInCircuitsThatNobodyUses() {
        for (TestNode relay : List.of(world.relays.get(0), world.relays.get(2), world.relays.get(5))) {
            prebuilt();
            long began = world.sim.nowMs();
            drain(relay);
            world.until("idle", relay.layer::isIdle);
            assertTrue(world.sim.nowMs() - began < 5_000, "idle after " + (world.sim.nowMs() - began) + " ms");
            world.until(
                    "elsewhere",
                    () -> clean().size() == PREBUILT && clean().stream().noneMatch(circuit -> over(circuit, relay)));
        }
        assertEquals(0, world.client.counted(Counter.CIRCUITS_FAILED));
        dial();
    }

    @Test
    void shouldKeepCircuitsInUseWhenAMiddleRelayDrains() {
        SimSocket socket = dial();
        TestNode middle = world.relays.get(1);
        assertEquals(PREBUILT + 1, middle.layer.relayed());
        drain(middle);
        world.sim.run(10_000);
        assertEquals(1, middle.layer.relayed());
        socket.send(new byte[9]);
        world.until("bytes", () -> world.server.accepted().get(0).count() == 9);
    }

    @Test
    void shouldGiveUpItsOwnCircuitsThatNobodyTook() {
        prebuilt();
        drain(world.client);
        assertEquals(0, world.client.layer.own());
        world.until("the relays", () -> world.relays.stream().allMatch(relay -> relay.layer.relayed() == 0));
    }

    @Test
    void shouldNotLetStreamsWaitForCircuitsThatAreNotBuilt() {
        world.client.route = List.of();
        world.dial(new StreamRequest(World.SERVER, 80, "key", 3, CellSize.LARGE));
        assertFalse(world.client.layer.isIdle());
        long began = world.sim.nowMs();
        drain(world.client);
        world.until("idle", world.client.layer::isIdle);
        assertTrue(world.sim.nowMs() - began < 2_000);
        assertEquals(List.of(StreamFailure.NO_CIRCUIT), List.copyOf(world.client.dpn.failures.values()));
    }
}
