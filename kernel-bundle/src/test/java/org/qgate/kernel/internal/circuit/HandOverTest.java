package org.qgate.kernel.internal.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.network.StreamFailure;
import org.qgate.kernel.internal.Counter;
import org.qgate.sim.SimRandom;
import org.qgate.sim.SimSocket;

/** Freezing and thawing in the middle of transfers. */
final class HandOverTest {
    private static final int BYTES = 6_000_000;

    @ParameterizedTest
    @ValueSource(strings = {"client", "guard", "middle", "exit"})
    void shouldGoOnAfterManyHandOvers(String who) {
        for (CellSize size : CellSize.values()) {
            carry(who, size);
        }
    }

    private static void carry(String who, CellSize size) {
        World world = World.of(who.hashCode() + size.code(), 3);
        byte[] up = new SimRandom(1).bytes(BYTES);
        byte[] down = new SimRandom(2).bytes(BYTES);
        world.server.onEnd(socket -> {});
        SimSocket application = world.dial(world.request(3, size));
        application.send(up);
        world.until("server has a connection", () -> !world.server.accepted().isEmpty());
        SimSocket server = world.server.accepted().get(0);
        server.send(down);
        TestNode node = node(world, who);

        for (int part = 1; part <= 6; part++) {
            long reached = (long) BYTES * part / 8;
            world.until("part " + part, () -> application.count() >= reached && server.count() >= reached / 2);
            node.handOver(world, part * 7);
        }
        world.until("upload", () -> server.count() == BYTES);
        world.until("download", () -> application.count() == BYTES);
        assertArrayEquals(up, server.received());
        assertArrayEquals(down, application.received());
        application.shutdownOutput();
        server.shutdownOutput();
        world.until("ends", () -> server.inputClosed() && application.inputClosed());
        world.until("streams are over", world::noStreams);
        assertEquals(
                0, world.client.counted(Counter.CELLS_REFUSED) + world.exit().counted(Counter.CELLS_REFUSED));
    }

    private static TestNode node(World world, String who) {
        return switch (who) {
            case "client" -> world.client;
            case "guard" -> world.relays.get(0);
            case "middle" -> world.relays.get(1);
            default -> world.exit();
        };
    }

    @Test
    void shouldExportStreamsThatWaitForConnected() {
        World world = World.of(5, 3);
        world.exit().dpn.silent = true;
        SimSocket application = world.dial(world.request(3, CellSize.LARGE));
        world.until("the exit was asked", () -> !world.exit().dpn.asked.isEmpty());
        world.client.handOver(world, 20);
        world.exit().handOver(world, 20);
        long stream = world.exit().dpn.asked.get(0).stream();
        world.exit().dpn.silent = false;
        world.exit().dpn.dial(stream, World.SERVER);
        world.until("connected", () -> !world.server.accepted().isEmpty());
        application.send(new byte[] {1, 2, 3});
        world.until("bytes", () -> world.server.accepted().get(0).count() == 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "exit"})
    void shouldExportCircuitsThatSealTheirLastCellPastEveryBound(String who) {
        World world = World.of(8, 3);
        SimSocket kept = world.dial(world.request(3, CellSize.LARGE));
        world.until("connected", () -> world.server.accepted().size() == 1);
        world.sim.run(50);
        world.exit().dpn.silent = true;
        world.dial(world.request(3, CellSize.LARGE));
        world.until("asked", () -> world.exit().dpn.asked.size() == 2);
        TestNode node = node(world, who);
        long stream = node.layer.list().stream()
                .filter(info -> info.state().equals("CONNECTING"))
                .findFirst()
                .orElseThrow()
                .id();
        node.handOver(world, 20, () -> {
            node.boundQueuesToNothing();
            if (who.equals("client")) {
                node.layer.cancel(stream);
            } else {
                node.layer.refuse(stream, StreamFailure.REFUSED);
            }
        });
        kept.send(new byte[10]);
        world.until("the circuit lives", () -> world.server.accepted().get(0).count() == 10);
        world.until(
                "what was sealed last arrived",
                () -> world.client.layer.list().size() == 1
                        && world.exit().layer.list().size() == 1);
        assertEquals(0, node.counted(Counter.CIRCUITS_OVER_LIMIT));
    }

    @Test
    void shouldEndCircuitsWhoseLinkDidNotSurvive() {
        World world = World.of(6, 3);
        SimSocket application = world.dial(world.request(3, CellSize.LARGE));
        application.send(new byte[1]);
        world.until(
                "bytes",
                () -> !world.server.accepted().isEmpty()
                        && world.server.accepted().get(0).count() == 1);
        List<Map<String, Object>> state = new ArrayList<>();
        TestNode client = world.client;
        client.env.turn(() -> state.add(client.layer.freeze()));
        client.wire();
        client.layer.thaw(state.get(0));
        client.env.turn(client.layer::start);
        client.env.open();
        world.until("the application is told", () -> application.closed() != null);
        assertTrue(client.layer.circuits().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "guard", "middle", "exit"})
    void shouldComeThroughAHandOverAtAnyMomentOfTheBuilding(String who) {
        for (int afterMs = 1; afterMs < 40; afterMs += 2) {
            World world = World.of(afterMs, 4);
            world.client.dpn.next = world.request(3, CellSize.SMALL);
            SimSocket application = world.application.dial(world.entry);
            world.sim.run(afterMs);
            node(world, who).handOver(world, 3);
            world.until(
                    "connected, hand-over after " + afterMs,
                    () -> !world.server.accepted().isEmpty());
            application.send(new byte[1_000]);
            world.until("bytes", () -> world.server.accepted().get(0).count() == 1_000);
            world.until(
                    "nothing is left of what was given up",
                    () -> world.exit().layer.relayed() == 1);
        }
    }

    @Test
    void shouldDropCircuitsThatAreNotOpen() {
        World world = World.of(7, 3);
        world.client.dpn.next = world.request(3, CellSize.LARGE);
        SimSocket application = world.application.dial(world.entry);
        world.until("building", () -> world.client.layer.own() == 1);
        world.client.handOver(world, 10);
        world.until(
                "connected over a new circuit", () -> !world.server.accepted().isEmpty());
        application.send(new byte[100]);
        world.until("bytes", () -> world.server.accepted().get(0).count() == 100);
        world.until("nothing is left of the first", () -> world.exit().layer.relayed() == 1);
    }
}
