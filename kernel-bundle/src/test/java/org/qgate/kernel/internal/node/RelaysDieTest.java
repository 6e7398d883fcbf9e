package org.qgate.kernel.internal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qgate.api.NodeId;
import org.qgate.api.network.CircuitInfo;
import org.qgate.sim.SimLink;
import org.qgate.sim.SimRandom;
import org.qgate.sim.SimSeeds;

/**
 * Relays die for good, or fall silent one at a time, while transfers run: those on other circuits go on, the others end with
 * an error, and the next request works soon, however few relays are left. Virtual time, so the bounds are exact.
 */
final class RelaysDieTest {
    private static final int RELAYS = 8;
    private static final int EXITS = 3;
    private static final int TRANSFERS = 10;
    /** The blow falls while the next requests are on their way to the exit; nothing is answered so early. */
    private static final long ASKED_MS = 60;

    private static final long AFTER_DEATH_MS = 2_000;
    private static final long AFTER_SILENCE_MS = 15_000;
    /** A circuit that nobody asks anything is given up with its link, which is asked every 30 s. */
    private static final long END_MS = 60_000;

    private enum Place {
        GUARD,
        MIDDLE,
        EXIT
    }

    @Test
    void shouldGoOnWithoutRelaysThatDied() {
        SimSeeds.each(16, 400, seed -> new Run(seed, false).run());
    }

    @Test
    void shouldGoOnWithoutRelaysThatFellSilent() {
        SimSeeds.each(8, 400, seed -> new Run(seed, true).run());
    }

    /** One network, and the blows that it takes. */
    private static final class Run {
        private final boolean silently;
        private final SimRandom random;
        private final OverlayNetwork network;
        private final Set<TestNode> struck = new HashSet<>();
        private int round;

        Run(long seed, boolean silently) {
            this.silently = silently;
            this.random = new SimRandom(seed);
            this.network = new OverlayNetwork(seed, RELAYS, EXITS, 1);
        }

        void run() {
            network.world.defaultLink(SimLink.ofMs(5, 5));
            network.join(60_000);
            // Between the blows relays that failed are forgotten, or not.
            for (Place place : new Place[] {Place.MIDDLE, Place.EXIT, Place.GUARD}) {
                network.world.run(random.upTo(90_000));
                strike(place);
            }
        }

        private void strike(Place place) {
            round++;
            Map<Transfers.Transfer, CircuitInfo> circuits = begin();
            TestNode victim = victim(place, circuits.values());
            List<Transfers.Transfer> next = new ArrayList<>();
            circuits.forEach((transfer, circuit) -> {
                if (has(circuit, victim) && next.isEmpty()) {
                    next.add(network.transfers.begin(network.entry(0), transfer.user, 1_000, false));
                }
            });
            for (int i = 0; i < 3; i++) {
                next.add(network.transfers.begin(network.entry(0), "next-" + round + "-" + i, 1_000, false));
            }
            network.world.run(random.upTo(ASKED_MS));
            if (silently) {
                victim.host.hold();
            } else {
                victim.host.kill();
            }
            struck.add(victim);
            long boundMs = silently ? AFTER_SILENCE_MS : AFTER_DEATH_MS;
            network.world.run(boundMs);
            String what = place + " of round " + round;
            next.forEach(one -> assertEquals(Transfers.State.DONE, one.state, () -> what + ": " + one));
            network.world.run(END_MS);
            circuits.forEach((transfer, circuit) -> {
                boolean lost = has(circuit, victim);
                assertEquals(
                        lost ? Transfers.State.BROKEN : Transfers.State.RUNNING, transfer.state, () -> what + transfer);
                if (!lost) {
                    transfer.release();
                }
            });
            network.world.run(END_MS);
            assertTrue(network.transfers.over(), () -> what + ", hanging: " + network.transfers.all());
            circuits.forEach((transfer, circuit) -> {
                if (!has(circuit, victim)) {
                    assertEquals(Transfers.State.DONE, transfer.state, () -> what + transfer);
                }
            });
            if (silently) {
                victim.host.letGo();
            }
        }

        /** Begins transfers one after the other, so that each one's circuit is known. */
        private Map<Transfers.Transfer, CircuitInfo> begin() {
            Map<Transfers.Transfer, CircuitInfo> begun = new LinkedHashMap<>();
            Set<Long> known = new HashSet<>();
            for (int i = 0; i < TRANSFERS; i++) {
                Transfers.Transfer one =
                        network.transfers.beginHeld(network.entry(0), "download-" + round + "-" + i, 50_000);
                network.world.runUntil("an answer", () -> one.answeredMs > 0, 20_000);
                CircuitInfo its = network.clients.get(0).overlay.circuits().circuits().stream()
                        .filter(circuit -> circuit.streams() > 0 && known.add(circuit.id()))
                        .findFirst()
                        .orElseThrow();
                begun.put(one, its);
            }
            return begun;
        }

        private TestNode victim(Place place, Iterable<CircuitInfo> circuits) {
            Map<NodeId, Integer> there = new HashMap<>();
            circuits.forEach(
                    circuit -> there.merge(circuit.hops().get(place.ordinal()).nodeId(), 1, Integer::sum));
            return network.relays.stream()
                    .filter(node -> !struck.contains(node) && there.containsKey(node.identity.nodeId()))
                    .max(Comparator.comparingInt(node -> there.get(node.identity.nodeId())))
                    .orElseThrow();
        }

        private static boolean has(CircuitInfo circuit, TestNode node) {
            return circuit.hops().stream().map(CircuitInfo.Hop::nodeId).anyMatch(node.identity.nodeId()::equals);
        }
    }
}
