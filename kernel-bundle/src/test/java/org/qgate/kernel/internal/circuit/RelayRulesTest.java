package org.qgate.kernel.internal.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.network.StreamFailure;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.circuit.cell.BeginBody;
import org.qgate.kernel.internal.circuit.cell.CellCommand;
import org.qgate.kernel.internal.circuit.cell.DestroyReason;
import org.qgate.kernel.internal.circuit.cell.MessageType;
import org.qgate.kernel.internal.directory.Relay;
import org.qgate.kernel.internal.link.ControlType;

/** What relays and exits refuse, asked by a client that breaks the rules one at a time. */
final class RelayRulesTest {
    private World world;
    private List<Relay> hops;
    private RawClient raw;

    @BeforeEach
    void linkToTheFirstRelay() {
        world = World.of(77, 3, 1, "creates_burst", "40", "creates_per_second", "1", "circuits_per_link", "30");
        hops = world.relays.stream().map(TestNode::relay).toList();
        raw = new RawClient(world, "10.0.210.1").link(hops.get(0));
    }

    private void destroyed(DestroyReason reason) {
        world.until("destroyed", raw::isDestroyed);
        assertEquals(reason, raw.destroyed.get(raw.id));
        world.until("forgotten", () -> world.relays.stream().allMatch(relay -> relay.layer.relayed() == 0));
        assertFalse(raw.isDown(), "the link stays");
    }

    private void survives() {
        world.sim.run(200);
        assertFalse(raw.isDestroyed());
        raw.messages.clear();
        raw.send(MessageType.RESOLVE, 1_000_000, new BeginBody(World.SERVER, 0).write());
        world.until("still answers", () -> !raw.messages.isEmpty());
    }

    private void toExit() {
        raw.create(hops.get(0), raw.size).extend(hops.get(1)).extend(hops.get(2));
    }

    private void begin(int stream) {
        raw.messages.clear();
        raw.send(MessageType.BEGIN, stream, new BeginBody(World.SERVER, 80).write());
        world.until("CONNECTED", () -> raw.messages.stream().anyMatch(m -> m.type() == MessageType.CONNECTED));
    }

    // ---- extending

    @ParameterizedTest
    @EnumSource(CellSize.class)
    void shouldExtendInFragmentsWithinTheEarlyLimit(CellSize size) {
        raw.size = size;
        raw.create(hops.get(0), size);
        int cells = raw.sendExtend(CellCommand.RELAY_EARLY, hops.get(1).id(), size, raw.request(hops.get(1)));
        world.until("EXTENDED", () -> raw.messages.stream().anyMatch(m -> m.type() == MessageType.EXTENDED));
        assertTrue(4 * cells <= (size == CellSize.LARGE ? 8 : 24), "five hops must be possible");
        assertTrue(size == CellSize.LARGE || cells > 1, "small cells need fragments");
    }

    @ParameterizedTest
    @EnumSource(CellSize.class)
    void shouldRefuseExtendOutsideRelayEarly(CellSize size) {
        raw.create(hops.get(0), size);
        raw.sendExtend(CellCommand.RELAY, hops.get(1).id(), size, raw.request(hops.get(1)));
        destroyed(DestroyReason.PROTOCOL);
    }

    @ParameterizedTest
    @EnumSource(CellSize.class)
    void shouldRefuseOneRelayEarlyTooMany(CellSize size) {
        raw.create(hops.get(0), size);
        for (int i = 0; i < (size == CellSize.LARGE ? 8 : 24); i++) {
            raw.cell(CellCommand.RELAY_EARLY, new byte[10]);
        }
        survives();
        raw.cell(CellCommand.RELAY_EARLY, new byte[10]);
        destroyed(DestroyReason.PROTOCOL);
    }

    @Test
    void shouldRefuseToExtendToItself() {
        raw.create(hops.get(0), CellSize.LARGE);
        raw.sendExtend(CellCommand.RELAY_EARLY, hops.get(0).id(), CellSize.LARGE, raw.request(hops.get(1)));
        destroyed(DestroyReason.NOT_LISTED);
    }

    @Test
    void shouldRefuseToExtendToThePreviousHop() {
        raw.create(hops.get(0), CellSize.LARGE).extend(hops.get(1));
        raw.sendExtend(CellCommand.RELAY_EARLY, hops.get(0).id(), CellSize.LARGE, raw.request(hops.get(0)));
        destroyed(DestroyReason.NOT_LISTED);
    }

    @Test
    void shouldRefuseToExtendToWhoIsNotInTheView() {
        raw.create(hops.get(0), CellSize.LARGE);
        raw.sendExtend(CellCommand.RELAY_EARLY, new NodeId(1, 2, 3, 4), CellSize.LARGE, raw.request(hops.get(1)));
        destroyed(DestroyReason.NOT_LISTED);
    }

    @Test
    void shouldRefuseAnotherCellSizeInExtend() {
        raw.create(hops.get(0), CellSize.LARGE);
        raw.sendExtend(CellCommand.RELAY_EARLY, hops.get(1).id(), CellSize.SMALL, raw.request(hops.get(1)));
        destroyed(DestroyReason.PROTOCOL);
    }

    @Test
    void shouldRefuseAMalformedExtend() {
        raw.create(hops.get(0), CellSize.LARGE);
        raw.cell(CellCommand.RELAY_EARLY, RawClient.message(MessageType.EXTEND, 0, new byte[7]));
        destroyed(DestroyReason.PROTOCOL);
    }

    @Test
    void shouldRefuseToExtendWhereAStreamWasOpened() {
        toExit();
        begin(1);
        raw.sendExtend(CellCommand.RELAY_EARLY, hops.get(0).id(), CellSize.LARGE, raw.request(hops.get(0)));
        destroyed(DestroyReason.PROTOCOL);
    }

    @Test
    void shouldNotExtendToANeighbourThatDrains() {
        raw.create(hops.get(0), CellSize.LARGE).extend(hops.get(1)); // makes the link
        world.relays.get(1).env.turn(world.relays.get(1).layer::drain);
        world.sim.run(100);
        raw.create(hops.get(0), CellSize.LARGE);
        raw.sendExtend(CellCommand.RELAY_EARLY, hops.get(1).id(), CellSize.LARGE, raw.request(hops.get(1)));
        world.until("destroyed", raw::isDestroyed);
        assertEquals(DestroyReason.DRAINING, raw.destroyed.get(raw.id));
    }

    @Test
    void shouldTellWhenTheNextHopCannotBeLinked() {
        world.relays.get(1).host.kill();
        raw.create(hops.get(0), CellSize.LARGE);
        raw.sendExtend(CellCommand.RELAY_EARLY, hops.get(1).id(), CellSize.LARGE, raw.request(hops.get(1)));
        world.until("destroyed", raw::isDestroyed);
        assertEquals(DestroyReason.CONNECT_FAILED, raw.destroyed.get(raw.id));
    }

    @Test
    void shouldRefuseToExtendTwice() {
        raw.create(hops.get(0), CellSize.LARGE).extend(hops.get(1));
        raw.layers.remove(1); // address the first hop again
        raw.sendExtend(CellCommand.RELAY_EARLY, hops.get(2).id(), CellSize.LARGE, raw.request(hops.get(2)));
        destroyed(DestroyReason.PROTOCOL);
    }

    // ---- cells

    @Test
    void shouldRefuseCellsOfAnotherSize() {
        raw.create(hops.get(0), CellSize.LARGE);
        raw.turn(() -> raw.put(CellSize.SMALL, raw.id, CellCommand.RELAY, new byte[CellSize.SMALL.body()]));
        destroyed(DestroyReason.PROTOCOL);
        assertEquals(1, world.relays.get(0).counted(Counter.CELLS_REFUSED));
    }

    @Test
    void shouldRefuseUnknownCellCommands() {
        raw.create(hops.get(0), CellSize.LARGE);
        raw.turn(() -> raw.put(CellSize.LARGE, raw.id, 4, new byte[CellSize.LARGE.body()]));
        destroyed(DestroyReason.PROTOCOL);
    }

    @Test
    void shouldIgnoreCellsOfCircuitsThatAreNot() {
        raw.create(hops.get(0), CellSize.LARGE);
        raw.turn(() -> raw.put(CellSize.LARGE, raw.id + 1, CellCommand.RELAY, new byte[CellSize.LARGE.body()]));
        world.sim.run(100);
        assertFalse(raw.isDown() || raw.isDestroyed());
    }

    @Test
    void shouldRefuseGarbageMessagesButSkipOptionalOnes() {
        toExit();
        raw.send(200, 0, new byte[10]);
        survives();
        raw.send(100, 0, new byte[10]);
        destroyed(DestroyReason.PROTOCOL);
    }

    @Test
    void shouldRefuseMessagesLongerThanTheirCell() {
        toExit();
        raw.cell(CellCommand.RELAY, new byte[] {MessageType.DATA, (byte) 0xff, (byte) 0xff, 0, 0, 0, 1});
        destroyed(DestroyReason.PROTOCOL);
    }

    // ---- streams

    @Test
    void shouldIgnoreWhatCrossesTheEndOfAStream() {
        toExit();
        begin(5);
        raw.send(MessageType.END, 5, new byte[] {(byte) StreamFailure.OTHER.code()});
        raw.send(MessageType.DATA, 5, new byte[10]);
        raw.send(MessageType.CREDIT, 5, new byte[] {0, 0, 1, 0});
        survives();
    }

    @Test
    void shouldRefuseDataOfAStreamThatNeverWas() {
        toExit();
        begin(5);
        raw.send(MessageType.DATA, 6, new byte[10]);
        destroyed(DestroyReason.PROTOCOL);
    }

    @Test
    void shouldRefuseAStreamIdThatWasUsed() {
        toExit();
        begin(5);
        raw.send(MessageType.BEGIN, 5, new BeginBody(World.SERVER, 80).write());
        destroyed(DestroyReason.PROTOCOL);
    }

    @Test
    void shouldRefuseDataBeyondTheCredit() {
        world.exit().dpn.silent = true; // nobody drains it
        toExit();
        raw.send(MessageType.BEGIN, 1, new BeginBody(World.SERVER, 80).write());
        byte[] piece = new byte[4_000];
        for (int sent = 0; sent + piece.length <= 512 * 1024; sent += piece.length) {
            raw.send(MessageType.DATA, 1, piece);
        }
        world.until("all held", () -> world.exit().layer.queuedBytes() == 131 * 4_000);
        raw.send(MessageType.DATA, 1, piece);
        destroyed(DestroyReason.PROTOCOL);
        assertEquals(0, world.exit().layer.queuedBytes());
        assertEquals(1, world.exit().dpn.gone.size());
    }

    @Test
    void shouldRefuseDataBehindEof() {
        toExit();
        begin(1);
        raw.send(MessageType.EOF, 1, new byte[0]);
        raw.send(MessageType.DATA, 1, new byte[1]);
        destroyed(DestroyReason.PROTOCOL);
    }

    @Test
    void shouldRefuseAnswersFromAClient() {
        toExit();
        begin(1);
        raw.send(MessageType.CONNECTED, 1, new byte[] {0});
        destroyed(DestroyReason.PROTOCOL);
    }

    @Test
    void shouldAnswerThatItIsNoExit() {
        raw.create(hops.get(0), CellSize.LARGE);
        raw.send(MessageType.BEGIN, 1, new BeginBody(World.SERVER, 80).write());
        world.until("END", () -> !raw.messages.isEmpty());
        assertEquals(MessageType.END, raw.messages.get(0).type());
        assertEquals(StreamFailure.EXIT_POLICY.code(), raw.messages.get(0).body()[0]);
    }

    // ---- acknowledgements

    @Test
    void shouldRefuseASendmeThatNobodyWaitsFor() {
        toExit();
        begin(1);
        raw.send(MessageType.SENDME, 0, new byte[16]);
        destroyed(DestroyReason.PROTOCOL);
        assertEquals(1, world.exit().counted(Counter.SENDMES_REFUSED));
    }

    @ParameterizedTest
    @EnumSource(CellSize.class)
    void shouldStopAtTheWindowAndRefuseAWrongTag(CellSize size) {
        raw.size = size;
        toExit();
        begin(1);
        raw.cells = 0;
        world.server.accepted().get(0).send(new byte[2_000_000]);
        world.sim.run(2_000);
        int window = 256 * 1024 / size.cell();
        assertTrue(raw.cells <= window, raw.cells + " cells came without acknowledgement");
        assertTrue(raw.cells >= window - 8, "the window is used: " + raw.cells);
        byte[] wrong = raw.tag.clone();
        wrong[3] ^= 1;
        raw.send(MessageType.SENDME, 0, wrong);
        destroyed(DestroyReason.PROTOCOL);
        assertEquals(1, world.exit().counted(Counter.SENDMES_REFUSED));
    }

    // ---- limits

    @Test
    void shouldBoundCircuitsOfALink() {
        for (int i = 1; i <= 60; i++) {
            raw.id = 0x80000000 | i;
            raw.control(ControlType.CREATE, raw.id, raw.request(hops.get(0)));
        }
        world.until("made", () -> world.relays.get(0).layer.relayed() == 30);
        world.until("refused", () -> raw.destroyed.size() == 30);
        assertEquals(30, world.relays.get(0).counted(Counter.CREATES_REFUSED));
        assertEquals(DestroyReason.LIMIT, raw.destroyed.get(0x80000000 | 60));
    }

    @Test
    void shouldBoundTheRateOfCreate() {
        for (int i = 1; i <= 60; i++) {
            raw.control(ControlType.CREATE, 0x80000000 | i, new byte[100]);
            world.sim.run(1);
        }
        world.until("refused", () -> raw.destroyed.size() == 60);
        assertEquals(60, world.relays.get(0).counted(Counter.CREATES_REFUSED));
        assertEquals(
                40,
                raw.destroyed.values().stream()
                        .filter(r -> r == DestroyReason.HANDSHAKE)
                        .count());
        assertEquals(
                20,
                raw.destroyed.values().stream()
                        .filter(r -> r == DestroyReason.LIMIT)
                        .count());
    }

    @Test
    void shouldCloseALinkWhoseIdsAreWrong() {
        raw.control(ControlType.CREATE, 5, raw.request(hops.get(0)));
        world.until("link closed", raw::isDown);
    }

    @Test
    void shouldRefuseCircuitsWhileDraining() {
        world.relays.get(0).env.turn(world.relays.get(0).layer::drain);
        raw.id = 0x80000009;
        raw.control(ControlType.CREATE, raw.id, raw.request(hops.get(0)));
        destroyed(DestroyReason.DRAINING);
    }

    @Test
    void shouldRefuseCircuitsAtAClient() {
        world.build(1, CellSize.LARGE);
        TestNode client = world.client;
        TestNode exit = world.exit();
        exit.env.turn(() -> {
            byte[] create = new byte[104];
            create[3] = 9;
            exit.links.all().stream()
                    .filter(link -> link.peer() == null)
                    .forEach(link -> link.control(ControlType.CREATE, create));
        });
        world.until("refused", () -> client.counted(Counter.CREATES_REFUSED) == 1);
        assertEquals(0, client.layer.relayed());
    }
}
