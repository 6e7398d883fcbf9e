package org.qgate.kernel.internal.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.CircuitInfo;
import org.qgate.api.network.CircuitRequest;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.network.StreamInfo;
import org.qgate.api.network.StreamRequest;
import org.qgate.api.transport.CloseReason;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.circuit.cell.CellCommand;
import org.qgate.sim.SimSocket;

/** A client's circuits: which stream goes where, what is tried again and what is not, and how all of it ends. */
final class ClientTest {
    private static StreamRequest keyed(String key) {
        return new StreamRequest(World.SERVER, 80, key, 3, CellSize.LARGE);
    }

    private static List<Long> circuitsOfStreams(World world) {
        return world.client.layer.list().stream().map(StreamInfo::circuit).toList();
    }

    private static void connected(World world, int count) {
        world.until(count + " connected", () -> world.server.accepted().size() == count);
        world.sim.run(50);
    }

    @Test
    void shouldShareACircuitOnlyWithinAnIsolationKey() {
        World world = World.of(1, 3);
        world.dial(keyed("a"));
        world.dial(keyed("a"));
        world.dial(keyed("b"));
        connected(world, 3);
        List<Long> circuits = circuitsOfStreams(world);
        assertEquals(circuits.get(0), circuits.get(1));
        assertNotEquals(circuits.get(0), circuits.get(2));
        Set<String> seen =
                world.exit().dpn.asked.stream().map(r -> r.isolation()).collect(Collectors.toSet());
        assertEquals(2, seen.size(), "an exit tells circuits apart and nothing more");
        Set<String> over =
                world.exit().dpn.asked.stream().map(r -> r.previousHop()).collect(Collectors.toSet());
        assertEquals(1, over.size(), "one neighbour, whatever the circuit");
        assertTrue(world.relays.stream()
                .anyMatch(node -> over.contains(node.relay().id().toString())));
    }

    @Test
    void shouldServeANewKeyAtOnceFromAPrebuiltCircuit() {
        World world = World.of(2, 3, 1, "circuits_prebuilt", "2");
        world.until(
                "prebuilt",
                () -> world.client.layer.circuits().stream()
                                .filter(c -> c.state().equals("OPEN"))
                                .count()
                        == 2);
        Set<Long> before =
                world.client.layer.circuits().stream().map(CircuitInfo::id).collect(Collectors.toSet());
        world.dial(keyed("new"));
        connected(world, 1);
        assertTrue(before.contains(circuitsOfStreams(world).get(0)));
        world.until(
                "replenished",
                () -> world.client.layer.circuits().stream()
                                .filter(c -> c.state().equals("OPEN"))
                                .count()
                        == 3);
    }

    @Test
    void shouldTakeANewCircuitAfterRotation() {
        World world = World.of(3, 3, 1, "circuit_rotate_seconds", "60");
        world.dial(keyed("a"));
        connected(world, 1);
        world.sim.run(61_000);
        world.dial(keyed("a"));
        connected(world, 2);
        List<Long> circuits = circuitsOfStreams(world);
        assertNotEquals(circuits.get(0), circuits.get(1));
        List<String> states =
                world.client.layer.circuits().stream().map(CircuitInfo::state).toList();
        assertEquals(List.of("RETIRED", "OPEN"), states);
    }

    @Test
    void shouldTakeANewCircuitAfterRetireAllAndKeepOpenStreams() {
        World world = World.of(4, 3);
        SimSocket first = world.dial(keyed("a"));
        connected(world, 1);
        world.client.env.turn(world.client.layer::retireAll);
        world.dial(keyed("a"));
        connected(world, 2);
        assertEquals(2, Set.copyOf(circuitsOfStreams(world)).size());
        first.send(new byte[10]);
        world.until("the first goes on", () -> world.server.accepted().get(0).count() == 10);
        first.close();
        world.until("a retired circuit ends with its last stream", () -> world.client.layer.own() == 1);
    }

    @Test
    void shouldCloseIdleCircuitsEverywhere() {
        World world = World.of(5, 3, 1, "circuit_idle_seconds", "20");
        SimSocket socket = world.dial(keyed("a"));
        connected(world, 1);
        socket.close();
        world.until("stream over", () -> world.client.layer.list().isEmpty());
        world.until("closed", () -> world.client.layer.own() == 0);
        world.until("forgotten", () -> world.relays.stream().allMatch(r -> r.layer.relayed() == 0));
        assertEquals(0, world.client.counted(Counter.CIRCUITS_FAILED));
    }

    @Test
    void shouldTryTwoOtherExitsWhenOneRefuses() {
        World world = World.of(6, 6, 4);
        world.relays.forEach(relay -> relay.dpn.refuseWith = StreamFailure.EXIT_POLICY);
        SimSocket socket = world.dial(keyed("a"));
        world.until("refused", () -> socket.closed() != null);
        assertEquals(List.of(StreamFailure.EXIT_POLICY), List.copyOf(world.client.dpn.failures.values()));
        assertEquals(
                3,
                world.relays.stream().mapToInt(relay -> relay.dpn.asked.size()).sum());
        assertEquals(
                3,
                world.relays.stream()
                        .filter(relay -> !relay.dpn.asked.isEmpty())
                        .count(),
                "each another exit");
    }

    @Test
    void shouldTellAtOnceThatTheOnlyExitRefuses() {
        World world = World.of(23, 3);
        world.exit().dpn.refuseWith = StreamFailure.EXIT_POLICY;
        long began = world.sim.nowMs();
        SimSocket socket = world.dial(keyed("a"));
        world.until("refused", () -> socket.closed() != null);
        assertEquals(List.of(StreamFailure.EXIT_POLICY), List.copyOf(world.client.dpn.failures.values()));
        assertTrue(world.sim.nowMs() - began < 2_000, "after " + (world.sim.nowMs() - began) + " ms");
        assertTrue(world.client.layer.list().isEmpty());
    }

    @Test
    void shouldTellAtOnceThatBothExitsRefuse() {
        World world = World.of(24, 5, 2);
        world.relays.forEach(relay -> relay.dpn.refuseWith = StreamFailure.EXIT_POLICY);
        long began = world.sim.nowMs();
        SimSocket socket = world.dial(keyed("a"));
        world.until("refused", () -> socket.closed() != null);
        assertEquals(List.of(StreamFailure.EXIT_POLICY), List.copyOf(world.client.dpn.failures.values()));
        assertTrue(world.sim.nowMs() - began < 2_000, "after " + (world.sim.nowMs() - began) + " ms");
        assertEquals(
                2,
                world.relays.stream().mapToInt(relay -> relay.dpn.asked.size()).sum());
    }

    @Test
    void shouldSucceedAtTheSecondExit() {
        World world = World.of(7, 4, 2);
        world.relays.get(2).dpn.refuseWith = StreamFailure.RESOURCES;
        SimSocket socket = world.dial(keyed("a"));
        connected(world, 1);
        socket.send(new byte[5]);
        world.until("bytes", () -> world.server.accepted().get(0).count() == 5);
    }

    @Test
    void shouldNotRetryWhatTheDestinationRefused() {
        World world = World.of(8, 4, 2);
        world.relays.forEach(relay -> relay.dpn.refuseWith = StreamFailure.REFUSED);
        SimSocket socket = world.dial(keyed("a"));
        world.until("refused", () -> socket.closed() != null);
        assertEquals(
                1,
                world.relays.stream().mapToInt(relay -> relay.dpn.asked.size()).sum());
    }

    @Test
    void shouldFailStreamsWhenARelayDiesAndRetryNothingThatWasSent() {
        World world = World.of(9, 6, 3);
        SimSocket socket = world.dial(keyed("a"));
        connected(world, 1);
        socket.send(new byte[10_000]);
        world.until("bytes", () -> world.server.accepted().get(0).count() == 10_000);
        world.relays.get(1).host.kill(); // the middle
        world.until("the application is told", () -> socket.closed() == CloseReason.RESET);
        world.until("the server is told", () -> world.server.accepted().get(0).closed() != null);
        world.sim.run(30_000);
        assertEquals(1, world.server.accepted().size(), "sent bytes are never sent again");
        assertTrue(world.client.layer.list().isEmpty());
    }

    @Test
    void shouldRetryAStreamWhoseCircuitDiedBeforeItWasConnected() {
        World world = World.of(10, 6, 3);
        TestNode firstExit = world.relays.get(3);
        firstExit.dpn.silent = true;
        SimSocket socket = world.dial(keyed("a"));
        world.until("asked", () -> !firstExit.dpn.asked.isEmpty());
        firstExit.host.kill();
        connected(world, 1);
        socket.send(new byte[3]);
        world.until("bytes", () -> world.server.accepted().get(0).count() == 3);
    }

    @Test
    void shouldBuildAroundARelayThatIsDown() {
        World world = World.of(11, 5, 1);
        world.relays.get(1).host.kill();
        world.dial(keyed("a"));
        connected(world, 1);
        NodeId dead = world.relays.get(1).identity.nodeId();
        assertTrue(world.client.layer.circuits().stream()
                .filter(c -> c.state().equals("OPEN"))
                .noneMatch(c -> c.hops().contains(new CircuitInfo.Hop(dead))));
        assertTrue(world.client.counted(Counter.CIRCUITS_FAILED) >= 1);
    }

    @Test
    void shouldGiveUpARelayThatDoesNotAnswer() {
        World world = World.of(12, 5, 1, "circuit_build_seconds", "5");
        world.sim.cut(world.relays.get(0).host, world.relays.get(1).host);
        world.dial(keyed("a"));
        connected(world, 1);
        assertEquals(1, world.client.counted(Counter.CIRCUITS_BUILT));
    }

    @Test
    void shouldGiveUpAStuckRelaySoonerOnceItKnowsItsNetwork() {
        World world = World.of(25, 5, 1);
        for (int i = 0; i < 20; i++) {
            world.build(3, CellSize.LARGE);
        }
        world.client.handOver(world, 10);
        world.sim.cut(world.relays.get(0).host, world.relays.get(1).host);
        long began = world.sim.nowMs();
        world.client.env.turn(world.client.layer::retireAll);
        world.dial(keyed("a"));
        connected(world, 1);
        assertTrue(world.sim.nowMs() - began < 3_000, "after " + (world.sim.nowMs() - began) + " ms");
    }

    @Test
    void shouldFailAStreamForWhichThereIsNoCircuitInTime() {
        World world = World.of(13, 3, 1, "stream_wait_seconds", "7");
        world.client.route = List.of();
        SimSocket socket = world.dial(keyed("a"));
        long began = world.sim.nowMs();
        world.until("told", () -> socket.closed() != null);
        assertEquals(List.of(StreamFailure.NO_CIRCUIT), List.copyOf(world.client.dpn.failures.values()));
        assertTrue(world.sim.nowMs() - began < 9_000);
    }

    @Test
    void shouldBoundWaitingStreams() {
        World world = World.of(14, 3, 1, "streams_waiting", "5");
        world.client.route = List.of();
        for (int i = 0; i < 8; i++) {
            world.dial(keyed("a"));
        }
        assertEquals(
                3,
                world.client.dpn.failures.values().stream()
                        .filter(f -> f == StreamFailure.RESOURCES)
                        .count());
    }

    @Test
    void shouldResolveAtTheExitAndSayWhenItFails() {
        World world = World.of(15, 3);
        long[] streams = new long[2];
        world.client.env.turn(() -> {
            streams[0] = world.client.layer.resolve(new StreamRequest(World.SERVER, 0, "a", 3, CellSize.LARGE));
            streams[1] = world.client.layer.resolve(new StreamRequest("nowhere.test", 0, "a", 3, CellSize.LARGE));
        });
        world.until("answers", () -> world.client.dpn.answers.size() == 2);
        TinyDpn.Resolved found = world.client.dpn.answers.get(streams[0]);
        assertEquals("10.0.9.1", found.addresses().get(0).toString());
        assertNull(found.failure());
        assertEquals(
                StreamFailure.NAME, world.client.dpn.answers.get(streams[1]).failure());
        assertTrue(
                world.client.layer.list().isEmpty() && world.exit().layer.list().isEmpty());
    }

    @Test
    void shouldTellTheExitWhenAStreamIsCancelled() {
        World world = World.of(16, 3);
        world.exit().dpn.silent = true;
        SimSocket socket = world.dial(keyed("a"));
        world.until("asked", () -> !world.exit().dpn.asked.isEmpty());
        socket.abort();
        world.until("gone at the exit", () -> world.exit().dpn.gone.size() == 1);
        assertTrue(
                world.client.layer.list().isEmpty() && world.exit().layer.list().isEmpty());
        assertEquals(1, world.client.layer.own(), "the circuit stays");
    }

    @Test
    void shouldPassResetsOn() {
        World world = World.of(17, 3);
        SimSocket socket = world.dial(keyed("a"));
        connected(world, 1);
        world.server.accepted().get(0).abort();
        world.until("reset", () -> socket.closed() == CloseReason.RESET);
        assertTrue(
                world.client.layer.list().isEmpty() && world.exit().layer.list().isEmpty());
    }

    @Test
    void shouldDestroyACircuitOverWhichRelayEarlyComesBack() {
        World world = World.of(18, 3);
        world.client.route = world.client.route.subList(0, 3);
        SimSocket socket = world.dial(keyed("a"));
        connected(world, 1);
        world.relays.get(0).hook = (link, size, cells) -> {
            if (link.peer() != null) {
                cells[4] = CellCommand.RELAY_EARLY;
            }
        };
        world.server.accepted().get(0).send(new byte[10]);
        world.until("destroyed", () -> socket.closed() != null);
        assertEquals(0, socket.count());
        world.until("everywhere", () -> world.relays.stream().allMatch(r -> r.layer.relayed() == 0));
    }

    @Test
    void shouldSayThatAOneHopCircuitIsNotAnonymousAndTellTheExit() {
        World world = World.of(19, 1);
        world.dial(new StreamRequest(World.SERVER, 80, "a", 1, CellSize.SMALL));
        connected(world, 1);
        assertFalse(world.client.layer.circuits().get(0).anonymous());
        assertTrue(world.exit().dpn.asked.get(0).firstHop());
        assertTrue(world.exit().dpn.asked.get(0).previousHop().matches("link-[0-9]+"));
    }

    @Test
    void shouldCloseByIdAndRefuseUnknownIds() {
        World world = World.of(20, 3);
        CircuitInfo circuit = world.build(3, CellSize.LARGE);
        world.client.env.turn(() -> world.client.layer.close(circuit.id()));
        assertEquals(0, world.client.layer.own());
        try {
            world.client.layer.close(999);
        } catch (QGateException refused) {
            assertEquals(KernelError.NOT_FOUND, refused.code());
            return;
        }
        throw new AssertionError("closed what is not there");
    }

    @Test
    void shouldSayWhyACircuitCannotBeBuilt() {
        World world = World.of(21, 3);
        QGateException[] failure = {null};
        CircuitRequest twice = new CircuitRequest(
                3,
                CellSize.LARGE,
                List.of(world.exit().identity.nodeId(), world.exit().identity.nodeId()));
        world.client.env.turn(() -> world.client.layer.build(twice, 1_000, info -> {}, reason -> failure[0] = reason));
        world.until("told", () -> failure[0] != null);
        assertEquals(KernelError.NO_PATH, failure[0].code());
    }

    @Test
    void shouldDrain() {
        World world = World.of(22, 3);
        SimSocket socket = world.dial(keyed("a"));
        connected(world, 1);
        world.relays.get(0).env.turn(world.relays.get(0).layer::drain);
        world.client.env.turn(world.client.layer::drain);
        world.sim.run(100);
        assertFalse(world.client.layer.isIdle());
        SimSocket late = world.dial(keyed("a"));
        world.until("refused", () -> late.closed() != null);
        socket.send(new byte[4]);
        world.until("open streams go on", () -> world.server.accepted().get(0).count() == 4);
        socket.close();
        world.until("idle", world.client.layer::isIdle);
    }
}
