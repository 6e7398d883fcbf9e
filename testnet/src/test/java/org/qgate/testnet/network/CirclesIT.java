package org.qgate.testnet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.HopTarget;
import org.qgate.testnet.raw.Crowd;
import org.qgate.testnet.raw.RawCircuit;
import org.qgate.testnet.raw.RawDirectory;
import org.qgate.testnet.raw.RelayTarget;
import org.qgate.testnet.raw.Visitor;
import org.qgate.testnet.raw.Workbench;

/** A client that leads its circuit in circles, so that one cell of its own costs relays many: how far it gets. */
@ExtendWith(SharedNetwork.class)
@Timeout(180)
final class CirclesIT {
    private static final int MOST_HOPS = 9; // [EXT-4]
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestNetwork network;
    private Crowd crowd;
    private Visitor client;
    private NodeId first;
    private Map<NodeId, HopTarget> relays;
    private List<NodeId> others;

    CirclesIT(TestNetwork network) {
        this.network = network;
    }

    @BeforeEach
    void link() throws IOException {
        RelayTarget seed = RelayTarget.seed(network.nodes().client().dir().resolve("etc/network.json"));
        crowd = new Crowd(new Workbench(), seed);
        client = crowd.link("127.0.0.1");
        await("a link", client::isLinked);
        RawDirectory directory = new RawDirectory(client.link());
        await("the directory", directory::isComplete);
        first = seed.link().nodeId();
        relays = directory.relays();
        others = new ArrayList<>(relays.keySet());
        others.remove(first);
    }

    @AfterEach
    void leave() throws IOException {
        crowd.close();
    }

    private void await(String what, BooleanSupplier condition) throws IOException {
        assertTrue(crowd.pump(condition, PATIENCE), () -> "not in time: " + what);
    }

    private RawCircuit begun() throws IOException {
        RawCircuit circuit = client.link().circuit(CellSize.LARGE);
        circuit.create(relays.get(first));
        await("the first hop", () -> circuit.hops() == 1);
        return circuit;
    }

    /** Asks for one more hop; returns whether it came. */
    private boolean extended(RawCircuit circuit, NodeId next) throws IOException {
        int wanted = circuit.hops() + 1;
        circuit.extend(next, relays.get(next));
        await("hop " + wanted + " or the end", () -> circuit.hops() == wanted || circuit.isDestroyed());
        return !circuit.isDestroyed();
    }

    @Test
    void shouldNotExtendToItselfNorBackFurtherOut() throws IOException {
        RawCircuit self = begun();
        assertFalse(extended(self, first), "to itself");
        RawCircuit back = begun();
        NodeId second = others.get(0);
        assertTrue(extended(back, second), "to another");
        assertFalse(extended(back, first), "back to the one before");
        RawCircuit later = begun();
        assertTrue(extended(later, second), "to another");
        assertTrue(extended(later, others.get(1)), "to a third");
        assertFalse(extended(later, second), "back to the one before, two hops out");
        assertTrue(client.isLinked(), "the link is not to blame");
    }

    @Test
    void shouldEndACircleAtTheLongestCircuit() throws IOException {
        List<NodeId> circle = List.of(first, others.get(0), others.get(1));
        RawCircuit circuit = begun();
        while (extended(circuit, circle.get(circuit.hops() % circle.size()))) {
            int hops = circuit.hops();
            assertTrue(hops <= MOST_HOPS, () -> hops + " hops");
        }
        assertEquals(MOST_HOPS, circuit.hops(), "hops when it was destroyed");
        assertTrue(client.isLinked(), "the link is not to blame");
    }
}
