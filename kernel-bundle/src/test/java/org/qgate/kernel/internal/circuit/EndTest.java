package org.qgate.kernel.internal.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.network.CircuitRequest;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.network.StreamRequest;
import org.qgate.kernel.internal.Counter;
import org.qgate.sim.SimSocket;

/** A node that stops for good leaves nobody waiting, and the layer after it repeats no stream number. */
final class EndTest {
    private static StreamRequest keyed(String key, int port) {
        return new StreamRequest(World.SERVER, port, key, 3, CellSize.LARGE);
    }

    @Test
    void shouldFailWhatTheEntryWaitsForInTheSameTurnAndCloseTheRest() {
        World world = World.of(1, 3);
        SimSocket joined = world.dial(keyed("joined", 80));
        world.until("connected", () -> world.server.accepted().size() == 1);
        world.sim.run(50);
        world.exit().dpn.silent = true;
        world.dial(keyed("begun", 80));
        world.until("begun", () -> world.exit().dpn.asked.size() == 2);
        world.client.route = List.of();
        world.dial(keyed("waiting", 80));
        List<Exception> manual = new ArrayList<>();
        world.client.env.turn(() -> {
            world.client.route = world.relays.stream().map(TestNode::relay).toList();
            world.client.layer.build(
                    new CircuitRequest(3, CellSize.LARGE, List.of()), 10_000, built -> {}, manual::add);
        });
        assertEquals(3, world.client.layer.list().size());
        world.client.env.turn(world.client.layer::end);
        assertEquals(
                Set.of(StreamFailure.CIRCUIT_LOST, StreamFailure.NO_CIRCUIT),
                Set.copyOf(world.client.dpn.failures.values()));
        assertEquals(2, world.client.dpn.failures.size());
        assertEquals(1, manual.size());
        assertTrue(world.client.layer.list().isEmpty() && world.client.layer.own() == 0);
        world.until("the application", () -> joined.closed() != null);
        world.until("the relays", () -> world.relays.stream().allMatch(relay -> relay.layer.relayed() == 0));
        assertEquals(1, world.exit().dpn.gone.size());
        assertEquals(0, world.client.counted(Counter.CIRCUITS_OVER_LIMIT));
    }

    @Test
    void shouldTellTheExitOfWhatItWasStillConnectingInTheSameTurn() {
        World world = World.of(2, 3);
        world.exit().dpn.silent = true;
        SimSocket socket = world.dial(keyed("a", 80));
        world.until("asked", () -> world.exit().dpn.asked.size() == 1);
        world.exit().env.turn(world.exit().layer::end);
        assertEquals(List.of(world.exit().dpn.asked.get(0).stream()), world.exit().dpn.gone);
        assertTrue(world.exit().layer.list().isEmpty() && world.exit().layer.relayed() == 0);
        world.until("the application is told", () -> socket.closed() != null);
    }

    @Test
    void shouldTellOfStreamsThatWereRefusedAMomentAgo() {
        World world = World.of(3, 3);
        long[] stream = new long[1];
        world.client.env.turn(() -> {
            world.client.layer.drain();
            stream[0] = world.client.layer.open(keyed("late", 80));
            world.client.layer.end();
        });
        assertEquals(StreamFailure.NO_CIRCUIT, world.client.dpn.failures.get(stream[0]));
    }

    @Test
    void shouldNeverRepeatAStreamNumber() {
        World world = World.of(4, 3);
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            for (int n = 0; n < 50; n++) {
                world.client.env.turn(() -> numbers.add(world.client.layer.open(keyed("a", 80))));
            }
            world.client.env.turn(world.client.layer::end);
            world.sim.run(1);
            world.client.wire();
        }
        assertEquals(150, Set.copyOf(numbers).size());
        assertTrue(numbers.stream().allMatch(number -> number > 0 && number < 1L << 53), numbers.toString());
    }
}
