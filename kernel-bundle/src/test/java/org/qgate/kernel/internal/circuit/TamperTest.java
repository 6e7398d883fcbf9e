package org.qgate.kernel.internal.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.network.CircuitInfo;
import org.qgate.api.network.CircuitRequest;
import org.qgate.api.network.StreamRequest;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.link.Link;
import org.qgate.sim.SimRandom;

/**
 * A relay that changes one bit of one cell: each bit of the tag and 256 of the body, at each hop, in each direction.
 */
final class TamperTest {
    private static final int TAG_BITS = 8 * CellSize.TAG;
    private static final int BODY_BITS = 256;

    private final SimRandom random = new SimRandom(0x7461_6d70L);
    private World world;
    private List<TestNode> nodes;
    private List<NodeId> path;
    private Runnable replay;
    private int flips;

    @ParameterizedTest
    @EnumSource(CellSize.class)
    void shouldDestroyTheCircuitAndDeliverNothing(CellSize size) {
        world = World.of(size.code(), 3, 1, "circuit_builds_burst", "100000", "creates_burst", "100000");
        path = world.relays.stream().map(relay -> relay.identity.nodeId()).toList();
        nodes = Stream.concat(Stream.of(world.client), world.relays.stream()).toList();
        world.client.route = List.of(); // no second circuit
        build(size);
        List<Map<String, Object>> states =
                nodes.stream().map(TestNode::freezeCircuits).toList();
        replay = () -> {
            for (int i = 0; i < nodes.size(); i++) {
                nodes.get(i).replay(states.get(i));
            }
        };
        for (int bit : bits(size)) {
            for (int at = 0; at < 3; at++) {
                flip(size, bit, nodes.get(at + 1), nodes.get(at)); // away from the client, before hop at + 1
                flip(size, bit, nodes.get(at), nodes.get(at + 1)); // towards the client, behind hop at + 1
            }
        }
        assertEquals(6 * (TAG_BITS + BODY_BITS), flips);
    }

    private List<Integer> bits(CellSize size) {
        Set<Integer> body = new HashSet<>();
        while (body.size() < BODY_BITS) {
            body.add(TAG_BITS + (int) random.upTo(8L * size.message()));
        }
        List<Integer> bits = new ArrayList<>();
        for (int i = 0; i < TAG_BITS; i++) {
            bits.add(i);
        }
        bits.addAll(body);
        return bits;
    }

    /**
     * Asks a question over a circuit that nothing went over yet and flips a bit of its cell as it comes to a node from
     * its neighbour.
     */
    private void flip(CellSize size, int bit, TestNode victim, TestNode from) {
        replay.run();
        long refused = refused();
        int asked = world.exit().dpn.asked.size();
        boolean[] done = {false};
        victim.hook = (link, cellSize, cells) -> {
            if (!done[0] && comesFrom(link, from)) {
                done[0] = true;
                cells[CellSize.HEADER + bit / 8] ^= (byte) (0x80 >>> bit % 8);
            }
        };
        long[] stream = {0};
        String key = "key-" + flips;
        world.client.env.turn(
                () -> stream[0] = world.client.layer.resolve(new StreamRequest(World.SERVER, 0, key, 3, size)));
        world.until("the circuit is gone, bit " + bit, () -> done[0] && world.client.layer.own() == 0);
        world.client.env.turn(() -> world.client.layer.cancel(stream[0]));
        world.until("gone everywhere", () -> world.relays.stream().allMatch(relay -> relay.layer.relayed() == 0));
        victim.hook = null;

        assertEquals(refused + 1, refused(), () -> "bit " + bit + " seed " + world.sim.seed());
        assertTrue(world.client.dpn.answers.isEmpty(), "an answer came through");
        boolean outbound = nodes.indexOf(victim) > nodes.indexOf(from);
        assertEquals(asked + (outbound ? 0 : 1), world.exit().dpn.asked.size());
        flips++;
    }

    private boolean comesFrom(Link link, TestNode from) {
        return from == world.client
                ? link.peer() == null
                : from.identity.nodeId().equals(link.peer());
    }

    private long refused() {
        return nodes.stream()
                .mapToLong(node -> node.counted(Counter.CELLS_REFUSED))
                .sum();
    }

    private void build(CellSize size) {
        List<CircuitInfo> built = new ArrayList<>();
        world.client.env.turn(
                () -> world.client.layer.build(new CircuitRequest(3, size, path), 10_000, built::add, failed -> {
                    throw new AssertionError("not built", failed);
                }));
        world.until("circuit", () -> !built.isEmpty());
    }
}
