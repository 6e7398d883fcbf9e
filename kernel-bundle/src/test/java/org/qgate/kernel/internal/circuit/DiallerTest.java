package org.qgate.kernel.internal.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.Identity;
import org.qgate.api.network.ServiceBegin;
import org.qgate.api.network.ServiceRequest;
import org.qgate.api.network.StreamFailure;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.circuit.cell.DiallerProof;
import org.qgate.kernel.internal.circuit.cell.MessageType;
import org.qgate.kernel.internal.circuit.cell.ServiceBody;
import org.qgate.kernel.internal.directory.Relay;
import org.qgate.sim.SimTalk;

/** Who dials a service: said on request, proven for one circuit, one node, one protocol; else not at all. */
final class DiallerTest {
    private static final String ECHO = "echo/1";
    private static final int PIECE = 4_000;

    private final World world = World.of(20_261_123L, 4);
    private final TestNode server = world.relays.get(1);
    private final Identity dialler = world.client.identity;

    private SimTalk dial(CellSize size, boolean identify) {
        return world.client.desk.dial(new ServiceRequest(server.identity.nodeId(), ECHO, identify, "key", 3, size));
    }

    @ParameterizedTest
    @EnumSource(CellSize.class)
    void shouldTellWhoDialsWhenAsked(CellSize size) {
        server.desk.echo();
        SimTalk talk = dial(size, true);
        world.until("open", talk::isOpen);
        assertEquals(Optional.of(dialler.nodeId()), server.desk.begun().get(0).dialler());
        talk.send(new byte[100_000]);
        talk.shutdownOutput();
        world.until("the echo of what was sent, and of nothing else", () -> talk.inputClosed());
        assertEquals(100_000, talk.count());
        assertEquals(0, server.counted(Counter.PROOFS_REFUSED));
    }

    @Test
    void shouldSayNothingOfWhoDialsOtherwise() {
        SimTalk talk = dial(CellSize.LARGE, false);
        world.until("open", talk::isOpen);
        assertEquals(Optional.empty(), server.desk.begun().get(0).dialler());
        assertEquals(0, server.desk.accepted().get(0).count());
    }

    @Test
    void shouldNameNobodyWhoDialledWithoutAName() {
        SimTalk anonymous = dial(CellSize.LARGE, false);
        SimTalk named = dial(CellSize.LARGE, true);
        world.until("both open", () -> anonymous.isOpen() && named.isOpen());
        SimTalk again = dial(CellSize.LARGE, false);
        world.until("open", again::isOpen);
        List<String> circuits = server.desk.begun().stream()
                .map(ServiceBegin::isolation)
                .distinct()
                .toList();
        assertEquals(2, circuits.size(), "one circuit for each kind");
        server.desk.begun().stream()
                .filter(begin -> begin.dialler().isPresent())
                .forEach(begin -> assertEquals(
                        1,
                        server.desk.begun().stream()
                                .filter(other -> other.isolation().equals(begin.isolation()))
                                .count()));
    }

    // ---- what somebody else makes of it

    private RawClient raw(TestNode node, String address) {
        return new RawClient(world, address).link(node.relay()).create(node.relay(), CellSize.LARGE);
    }

    private static DiallerProof proof(RawClient raw, Relay to, String protocol) {
        byte[] binding = raw.layers.get(raw.layers.size() - 1).binding();
        return new DiallerProof(TestNode.NETWORK, binding.clone(), to.id(), protocol);
    }

    private static void ask(RawClient raw, int stream, byte[] proof) {
        raw.send(MessageType.SERVICE, stream, new ServiceBody(ECHO, true).write());
        for (int at = 0; at < proof.length; at += PIECE) {
            raw.send(MessageType.DATA, stream, Arrays.copyOfRange(proof, at, Math.min(proof.length, at + PIECE)));
        }
    }

    private void untilRefused(RawClient raw) {
        world.until("refused", () -> raw.messages.stream()
                .anyMatch(m -> m.type() == MessageType.END && m.body()[0] == StreamFailure.REFUSED.code()));
        assertEquals(1, server.counted(Counter.PROOFS_REFUSED));
        assertEquals(List.of(), server.desk.begun());
        assertFalse(raw.isDestroyed());
    }

    @Test
    void shouldTakeAProofThatIsRight() {
        RawClient raw = raw(server, "10.0.220.1");
        ask(raw, 1, proof(raw, server.relay(), ECHO).by(dialler));
        world.until("asked", () -> server.desk.begun().size() == 1);
        assertEquals(Optional.of(dialler.nodeId()), server.desk.begun().get(0).dialler());
    }

    @Test
    void shouldRefuseAProofOfAnotherCircuit() {
        RawClient victim = raw(server, "10.0.220.1");
        byte[] seen = proof(victim, server.relay(), ECHO).by(dialler);
        RawClient raw = raw(server, "10.0.221.1");
        ask(raw, 1, seen);
        untilRefused(raw);
    }

    @Test
    void shouldRefuseAProofForAnotherProtocol() {
        RawClient raw = raw(server, "10.0.220.1");
        ask(raw, 1, proof(raw, server.relay(), "echo/2").by(dialler));
        untilRefused(raw);
    }

    @Test
    void shouldRefuseAProofForAnotherNode() {
        RawClient raw = raw(server, "10.0.220.1");
        ask(raw, 1, proof(raw, world.exit().relay(), ECHO).by(dialler));
        untilRefused(raw);
    }

    @Test
    void shouldRefuseAProofOfAnotherNetwork() {
        RawClient raw = raw(server, "10.0.220.1");
        byte[] binding = raw.layers.get(0).binding().clone();
        Identity elsewhere = world.client.crypto.identity("elsewhere.test");
        ask(raw, 1, new DiallerProof("elsewhere.test", binding, server.identity.nodeId(), ECHO).by(elsewhere));
        untilRefused(raw);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void shouldRefuseAForgedProof(int how) {
        RawClient raw = raw(server, "10.0.220.1");
        byte[] proof = proof(raw, server.relay(), ECHO).by(dialler);
        byte[] other = proof(raw, server.relay(), ECHO).by(world.exit().identity);
        switch (how) {
            case 0 -> proof[100] ^= 1; // in the certificate
            case 1 -> proof[proof.length - 1] ^= 1; // in the ML-DSA half
            case 2 -> proof[proof.length - 3_373] ^= 1; // in the Ed25519 half
            default -> System.arraycopy(other, proof.length - 3_373, proof, proof.length - 3_373, 3_373);
        }
        ask(raw, 1, proof);
        untilRefused(raw);
    }

    @Test
    void shouldRefuseAProofThatSaysItIsTooLong() {
        RawClient raw = raw(server, "10.0.220.1");
        ask(raw, 1, new byte[] {(byte) 0xff, (byte) 0xff, 0});
        untilRefused(raw);
    }

    @Test
    void shouldGiveUpAProofThatDoesNotComeWhole() {
        RawClient raw = raw(server, "10.0.220.1");
        byte[] proof = proof(raw, server.relay(), ECHO).by(dialler);
        ask(raw, 1, Arrays.copyOf(proof, proof.length - 1));
        world.until("given up", () -> raw.messages.stream()
                .anyMatch(m -> m.type() == MessageType.END && m.body()[0] == StreamFailure.TIMEOUT.code()));
        assertEquals(List.of(), server.desk.begun());
        assertEquals(List.of(), server.desk.forgotten());
    }

    @Test
    void shouldCheckManyProofsAndMixUpNone() {
        int many = 40;
        for (int i = 0; i < many; i++) {
            dial(CellSize.LARGE, i % 2 == 0);
        }
        world.until("all asked", () -> server.desk.begun().size() == many);
        long named = server.desk.begun().stream()
                .filter(begin -> begin.dialler().equals(Optional.of(dialler.nodeId())))
                .count();
        assertEquals(many / 2, named);
    }

    @Test
    void shouldOutliveStreamsThatEndWhileTheirProofIsChecked() {
        RawClient raw = raw(server, "10.0.220.1");
        byte[] proof = proof(raw, server.relay(), ECHO).by(dialler);
        for (int stream = 1; stream <= 6; stream++) {
            ask(raw, stream, proof);
            raw.send(MessageType.END, stream, new byte[] {10});
        }
        ask(raw, 7, proof);
        world.until("the one that stays", () -> !server.desk.begun().isEmpty());
        assertTrue(server.layer.list().size() >= 1);
    }

    // ---- hand-over

    @ParameterizedTest
    @ValueSource(strings = {"client", "server"})
    void shouldProveAfterAHandOverAtAnyMoment(String who) {
        for (int afterMs = 1; afterMs < 60; afterMs += 3) {
            World fresh = World.of(afterMs, 4);
            TestNode asked = fresh.relays.get(1);
            SimTalk talk = fresh.client.desk.dial(
                    new ServiceRequest(asked.identity.nodeId(), ECHO, true, "key", 3, CellSize.SMALL));
            fresh.sim.run(afterMs);
            (who.equals("client") ? fresh.client : asked).handOver(fresh, 3);
            fresh.until("open, hand-over after " + afterMs, talk::isOpen);
            NodeId expected = fresh.client.identity.nodeId();
            assertEquals(
                    Optional.of(expected),
                    asked.desk.begun().get(asked.desk.begun().size() - 1).dialler());
            byte[] sent = {1, 2, 3};
            talk.send(sent);
            SimTalk far = asked.desk.accepted().get(asked.desk.accepted().size() - 1);
            fresh.until("bytes", () -> far.count() == 3);
            assertArrayEquals(sent, far.received());
        }
    }
}
