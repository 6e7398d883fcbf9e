package org.qgate.kernel.internal.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.network.ServiceBegin;
import org.qgate.api.network.ServiceRequest;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.transport.CloseReason;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.directory.Duties;
import org.qgate.sim.SimRandom;
import org.qgate.sim.SimTalk;

/** Streams between nodes by protocol, over circuits whose last hop serves. */
final class ServiceTest {
    private static final String ECHO = "echo/1";

    private final World world = World.of(20_261_121L, 4);
    private final TestNode server = world.relays.get(1); // not the exit

    private ServiceRequest request(String isolation, int hops) {
        return new ServiceRequest(server.identity.nodeId(), ECHO, false, isolation, hops, CellSize.LARGE);
    }

    private SimTalk dial(int hops) {
        return world.client.desk.dial(request("key", hops));
    }

    private SimTalk open(int hops) {
        SimTalk talk = dial(hops);
        world.until("open", talk::isOpen);
        return talk;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void shouldCarryBothWaysOverEveryLength(int hops) {
        server.desk.echo();
        SimTalk talk = open(hops);
        byte[] sent = new SimRandom(hops).bytes(2_000_000);
        talk.send(sent);
        talk.shutdownOutput();
        world.until("the echo", () -> talk.inputClosed());
        assertArrayEquals(sent, talk.received());
        world.until("both ends over", () -> talk.closed() == CloseReason.REMOTE);
        ServiceBegin asked = server.desk.begun().get(0);
        assertEquals(ECHO, asked.protocol());
        assertEquals(Optional.empty(), asked.dialler());
        world.until(
                "no streams",
                () -> world.client.layer.list().isEmpty() && server.layer.list().isEmpty());
    }

    @Test
    void shouldEndEachHalfOnItsOwn() {
        SimTalk near = open(3);
        SimTalk far = server.desk.accepted().get(0);
        far.send(new byte[] {1, 2});
        far.shutdownOutput();
        world.until("the far half ended", () -> near.inputClosed());
        assertEquals(2, near.count());
        near.send(new byte[] {3, 4, 5});
        near.shutdownOutput();
        world.until("the near half ended", () -> far.inputClosed() && far.closed() != null && near.closed() != null);
        assertEquals(3, far.count());
        assertEquals(List.of(CloseReason.REMOTE, CloseReason.REMOTE), List.of(near.closed(), far.closed()));
    }

    @Test
    void shouldHoldAWriterBackUntilItsReaderGoesOn() {
        SimTalk near = open(3);
        SimTalk far = server.desk.accepted().get(0);
        far.pause();
        byte[] sent = new SimRandom(5).bytes(20_000_000);
        near.send(sent);
        world.sim.run(20_000);
        int heldBack = near.sent();
        assertTrue(heldBack < sent.length / 2, () -> heldBack + " bytes left for a reader that does not read");
        far.resume();
        world.until("all", () -> far.count() == sent.length);
        assertArrayEquals(sent, far.received());
    }

    @Test
    void shouldTellTheOtherEndOfAReset() {
        SimTalk near = open(3);
        SimTalk far = server.desk.accepted().get(0);
        near.abort();
        world.until("reset", () -> far.closed() == CloseReason.RESET);
    }

    @Test
    void shouldShareACircuitOnlyWithinOneIsolationKey() {
        open(3);
        open(3);
        assertEquals(1, world.client.layer.own());
        SimTalk other = world.client.desk.dial(request("other", 3));
        world.until("open", other::isOpen);
        assertEquals(2, world.client.layer.own());
        List<String> circuits =
                server.desk.begun().stream().map(ServiceBegin::isolation).toList();
        assertEquals(circuits.get(0), circuits.get(1));
        assertTrue(!circuits.get(0).equals(circuits.get(2)));
    }

    @Test
    void shouldSayWhyANodeRefuses() {
        server.desk.refuse(StreamFailure.REFUSED);
        SimTalk talk = dial(3);
        world.until("refused", () -> talk.failure() == StreamFailure.REFUSED);
        assertEquals(1, server.desk.begun().size());
    }

    @Test
    void shouldNotAskAgainWhereOnlyOneCanAnswer() {
        server.desk.refuse(StreamFailure.RESOURCES);
        SimTalk talk = dial(3);
        world.until("refused", () -> talk.failure() == StreamFailure.RESOURCES);
        world.sim.run(5_000);
        assertEquals(1, server.desk.begun().size());
    }

    @Test
    void shouldRefuseWhereNothingIsServed() {
        server.duties = Duties.RELAY;
        SimTalk talk = dial(3);
        world.until("refused", () -> talk.failure() == StreamFailure.EXIT_POLICY);
        assertEquals(List.of(), server.desk.begun());
        assertEquals(1, server.counted(Counter.SERVICES_REFUSED));
    }

    @Test
    void shouldFailAtOnceForANodeThatIsNotListed() {
        NodeId stranger = NodeId.of(new byte[NodeId.BYTES]);
        SimTalk talk = world.client.desk.dial(new ServiceRequest(stranger, ECHO, false, "", 3, CellSize.LARGE));
        world.until("failed", () -> talk.failure() == StreamFailure.NO_CIRCUIT);
        assertEquals(0, world.client.layer.own());
    }

    @Test
    void shouldRefuseWhatNoNodeMayBeAsked() {
        assertThrows(IllegalArgumentException.class, () -> world.client.desk.dial(request("key", 2)));
        ServiceRequest self = new ServiceRequest(world.client.identity.nodeId(), ECHO, false, "", 3, CellSize.LARGE);
        assertThrows(IllegalArgumentException.class, () -> world.client.desk.dial(self));
        ServiceRequest bad = new ServiceRequest(server.identity.nodeId(), "Echo 1", false, "", 3, CellSize.LARGE);
        assertThrows(IllegalArgumentException.class, () -> world.client.desk.dial(bad));
    }

    @Test
    void shouldGiveUpWhatNobodyAnswers() {
        server.desk.silent(true);
        SimTalk talk = dial(3);
        world.until("given up", () -> talk.failure() == StreamFailure.TIMEOUT);
        long stream = server.desk.begun().get(0).stream();
        assertEquals(List.of(stream), server.desk.forgotten());
    }

    @Test
    void shouldForgetWhatTheDiallerGaveUp() {
        server.desk.silent(true);
        SimTalk talk = dial(3);
        world.until("asked", () -> server.desk.begun().size() == 1);
        world.client.desk.cancel(talk);
        world.until("forgotten", () -> server.desk.forgotten().size() == 1);
        server.desk.silent(false);
        server.desk.accept(server.desk.begun().get(0).stream());
        world.until(
                "the port that came too late is gone",
                () -> server.desk.accepted().get(0).closed() != null);
    }

    @Test
    void shouldTryAnotherCircuitWhenOneIsLostBeforeItIsAnswered() {
        server.desk.silent(true);
        SimTalk talk = dial(3);
        world.until("asked", () -> server.desk.begun().size() == 1);
        server.desk.silent(false);
        world.client.env.turn(() ->
                world.client.layer.close(world.client.layer.circuits().get(0).id()));
        world.until("open over another", talk::isOpen);
        assertEquals(2, server.desk.begun().size());
    }

    @Test
    void shouldBoundWhatACircuitMayAsk() {
        server.desk.refuse(StreamFailure.REFUSED);
        int asked = 1_500;
        for (int i = 0; i < asked; i++) {
            SimTalk talk = dial(3);
            if (i % 100 == 99) {
                world.until("answered", () -> talk.failure() != null);
            }
        }
        assertTrue(
                server.desk.begun().size() < asked,
                () -> "begun " + server.desk.begun().size());
        assertEquals(asked - server.desk.begun().size(), server.counted(Counter.SERVICES_REFUSED));
    }

    @Test
    void shouldNotGoOnFromANodeThatIsOnlyALastHop() {
        server.duties = new Duties(false, true);
        SimTalk talk = open(3);
        assertTrue(talk.isOpen());
        world.client.route = List.of(
                server.relay(), world.relays.get(2).relay(), world.exit().relay());
        SimTalk through = world.client.desk.dial(
                new ServiceRequest(world.relays.get(2).identity.nodeId(), ECHO, false, "through", 3, CellSize.LARGE));
        world.sim.run(3_000);
        assertTrue(!through.isOpen());
        assertTrue(world.client.counted(Counter.CIRCUITS_FAILED) > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "server"})
    void shouldGoOnAfterManyHandOvers(String who) {
        server.desk.echo();
        TestNode node = who.equals("client") ? world.client : server;
        SimTalk talk = open(3);
        byte[] sent = new SimRandom(6).bytes(4_000_000);
        talk.send(sent);
        for (int part = 1; part <= 6; part++) {
            int reached = sent.length * part / 8;
            world.until("part " + part, () -> talk.count() >= reached);
            node.handOver(world, part * 7);
        }
        talk.shutdownOutput();
        world.until("all", () -> talk.inputClosed());
        assertArrayEquals(sent, talk.received());
        world.until(
                "no streams",
                () -> world.client.layer.list().isEmpty() && server.layer.list().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "server"})
    void shouldCarryOverWhatWaitsForAnAnswer(String who) {
        server.desk.silent(true);
        SimTalk talk = dial(3);
        world.until("asked", () -> server.desk.begun().size() == 1);
        (who.equals("client") ? world.client : server).handOver(world, 20);
        server.desk.accept(server.desk.begun().get(0).stream());
        world.until("open", talk::isOpen);
        talk.send(new byte[] {1, 2, 3});
        world.until("bytes", () -> server.desk.accepted().get(0).count() == 3);
    }

    @Test
    void shouldOpenNothingWhileThereAreNoKeys() {
        SimTalk before = open(3);
        server.env.turn(server.layer::hold);
        SimTalk refused = dial(3);
        world.until("refused", () -> refused.failure() == StreamFailure.RESOURCES);
        before.send(new byte[] {9});
        world.until("what stands goes on", () -> server.desk.accepted().get(0).count() == 1);
        world.client.env.turn(world.client.layer::hold);
        SimTalk own = dial(3);
        world.until("refused here", () -> own.failure() == StreamFailure.NO_CIRCUIT);
    }
}
