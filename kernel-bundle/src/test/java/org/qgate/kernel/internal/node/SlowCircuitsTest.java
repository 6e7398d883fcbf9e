package org.qgate.kernel.internal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.qgate.api.NodeId;
import org.qgate.api.network.CircuitInfo;
import org.qgate.kernel.internal.Counter;
import org.qgate.sim.SimLink;

/** Discarding slow circuits before use: what it gains, what it costs, and that it weighs no relay ([PATH-10]). */
final class SlowCircuitsTest {
    private static final int RELAYS = 12;
    private static final int EXITS = 4;
    private static final int SLOW = 2;
    private static final int WARM = 25;
    private static final int REQUESTS = 125;
    /** Exceeded by one in a thousand of what is drawn as expected, at 10 degrees of freedom: 11 relays beside the guard. */
    private static final double CHI_SQUARED_999 = 29.6;

    /** What one client saw. */
    private static final class Seen {
        final List<Long> waitsMs = new ArrayList<>();
        /** How often each relay was drawn as a middle, for all circuits begun, whatever became of them. */
        final Map<NodeId, Integer> drawn = new HashMap<>();
        /** The same for circuits that carried a stream, once the client knew what is slow. */
        final Map<NodeId, Integer> used = new HashMap<>();

        final Set<NodeId> exits = new HashSet<>();
        final Set<NodeId> slow = new HashSet<>();
        long built;
        long discarded;

        /** Returns how many of these middles were slow. */
        int slow(Map<NodeId, Integer> of) {
            return slow.stream().mapToInt(one -> of.getOrDefault(one, 0)).sum();
        }

        long percentile(int percent) {
            List<Long> sorted = waitsMs.stream().sorted().toList();
            return sorted.get(percent * (sorted.size() - 1) / 100);
        }
    }

    private static Seen observe(String percent) {
        OverlayNetwork network = new OverlayNetwork(9, RELAYS, EXITS, 1, "circuits_discard_percent", percent);
        network.world.defaultLink(SimLink.ofMs(10, 5));
        network.join(60_000);
        TestNode client = network.clients.get(0);
        NodeId guard = client.overlay.circuits().circuits().get(0).hops().get(0).nodeId();
        // Neither the guard nor an exit: any path may have a slow middle or none.
        List<TestNode> slow = network.relays.subList(1, RELAYS - EXITS).stream()
                .filter(relay -> !relay.identity.nodeId().equals(guard))
                .limit(SLOW)
                .toList();
        slow.forEach(one -> network.nodes()
                .filter(other -> other != one)
                .forEach(other -> network.world.link(one.host, other.host, SimLink.ofMs(200, 5))));
        Seen seen = new Seen();
        network.relays.subList(RELAYS - EXITS, RELAYS).forEach(exit -> seen.exits.add(exit.identity.nodeId()));
        slow.forEach(one -> seen.slow.add(one.identity.nodeId()));
        Map<Long, CircuitInfo> circuits = new TreeMap<>();
        Set<Long> used = new HashSet<>();
        for (int i = 0; i < WARM + REQUESTS; i++) {
            boolean warm = i >= WARM;
            Transfers.Transfer one = network.transfers.begin(network.entry(0), "user" + i, 100, false);
            for (int step = 0; step < 100; step++) {
                network.world.run(30);
                client.overlay.circuits().circuits().forEach(circuit -> {
                    circuits.put(circuit.id(), circuit);
                    if (warm && circuit.streams() > 0) {
                        used.add(circuit.id());
                    }
                });
            }
            assertEquals(Transfers.State.DONE, one.state, one.toString());
            if (warm) {
                seen.waitsMs.add(one.answeredMs - one.beganMs);
            }
        }
        circuits.forEach((id, circuit) -> {
            NodeId middle = circuit.hops().get(1).nodeId();
            seen.drawn.merge(middle, 1, Integer::sum);
            if (used.contains(id)) {
                seen.used.merge(middle, 1, Integer::sum);
            }
        });
        seen.built = client.env.counted(Counter.CIRCUITS_BUILT);
        seen.discarded = client.env.counted(Counter.CIRCUITS_DISCARDED);
        return seen;
    }

    /** Pearson's statistic against equal weights: an exit stands in the middle only when it is not the path's exit. */
    private static double chiSquared(Map<NodeId, Integer> counts, Set<NodeId> exits) {
        double all = counts.values().stream().mapToInt(count -> count).sum();
        double other = all / (RELAYS - 2);
        double exit = other * (EXITS - 1) / EXITS;
        double sum = 0;
        for (Map.Entry<NodeId, Integer> count : counts.entrySet()) {
            double expected = exits.contains(count.getKey()) ? exit : other;
            sum += (count.getValue() - expected) * (count.getValue() - expected) / expected;
        }
        int missing = RELAYS - 1 - counts.size();
        return sum + missing * other;
    }

    @Test
    void shouldWaitLessForCircuitsAndWeighNoRelay() {
        Seen all = observe("0");
        Seen fast = observe("20");
        report("keeping all", all);
        report("discarding", fast);
        assertEquals(0, all.discarded);
        assertTrue(fast.discarded > fast.built / 10, fast.discarded + " of " + fast.built);
        assertTrue(fast.built <= 1.25 * (fast.built - fast.discarded), fast.discarded + " of " + fast.built);
        assertTrue(fast.percentile(90) < all.percentile(90) / 2, fast.percentile(90) + " ms");
        assertTrue(chiSquared(fast.drawn, fast.exits) < CHI_SQUARED_999, () -> "drawn: " + fast.drawn);
        assertTrue(3 * fast.slow(fast.used) < 2 * all.slow(all.used), fast.slow(fast.used) + " slow ones used");
    }

    private static void report(String what, Seen seen) {
        System.out.printf(
                "%s: waits p50 %d, p80 %d, p90 %d ms; %d built, %d discarded; middles drawn %s, chi² %.1f, %d slow;"
                        + " used %s, %d slow%n",
                what,
                seen.percentile(50),
                seen.percentile(80),
                seen.percentile(90),
                seen.built,
                seen.discarded,
                seen.drawn.values().stream().sorted().toList(),
                chiSquared(seen.drawn, seen.exits),
                seen.slow(seen.drawn),
                seen.used.values().stream().sorted().toList(),
                seen.slow(seen.used));
    }
}
