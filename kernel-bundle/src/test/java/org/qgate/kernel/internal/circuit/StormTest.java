package org.qgate.kernel.internal.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.network.StreamRequest;
import org.qgate.kernel.internal.Counter;
import org.qgate.sim.SimLink;
import org.qgate.sim.SimRandom;
import org.qgate.sim.SimSocket;

/**
 * Many streams of random lengths at once, with pauses, narrow ways and hand-overs at random: no byte is lost or
 * changed.
 */
final class StormTest {
    /** One stream: what either end sends, and how far it is. */
    private static final class Talk {
        SimSocket application;
        SimSocket server;
        byte[] up;
        byte[] down;
        int sentUp;
        int sentDown;

        boolean isOver() {
            return application.inputClosed() && server != null && server.inputClosed();
        }
    }

    private final List<Talk> talks = new ArrayList<>();
    private SimRandom random;
    private World world;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldLoseNothing(long seed) {
        random = new SimRandom(seed);
        world = World.of(seed, 4);
        world.server.onEnd(socket -> {}).onBytes(this::match);
        world.application.onEnd(socket -> {});
        world.sim.defaultLink(new SimLink(300_000, 200_000, 0));
        world.sim.link(world.relays.get(0).host, world.relays.get(1).host, new SimLink(500_000, 0, 8_000_000));
        for (int i = 0; i < 12; i++) {
            talks.add(talk());
        }
        for (int step = 0; step < 2_000 && !talks.stream().allMatch(Talk::isOver); step++) {
            step();
            world.sim.run(1 + random.upTo(40));
        }
        talks.forEach(talk -> talk.application.resume());
        for (int i = 0; i < 400 && !talks.stream().allMatch(Talk::isOver); i++) {
            talks.forEach(this::advance);
            world.sim.run(50);
        }
        for (Talk talk : talks) {
            assertArrayEquals(talk.up, talk.server.received(), "up, seed " + seed);
            assertArrayEquals(talk.down, talk.application.received(), "down, seed " + seed);
        }
        world.until("all streams over", () -> nodes().allMatch(
                        node -> node.layer.list().isEmpty()));
        assertEquals(
                0,
                nodes().mapToLong(node -> node.counted(Counter.CELLS_REFUSED)
                                + node.counted(Counter.SENDMES_REFUSED)
                                + node.counted(Counter.CIRCUITS_OVER_LIMIT))
                        .sum());
        assertEquals(0, nodes().mapToLong(node -> node.layer.queuedBytes()).sum());
    }

    private Stream<TestNode> nodes() {
        return Stream.concat(Stream.of(world.client), world.relays.stream());
    }

    private Talk talk() {
        Talk talk = new Talk();
        talk.up = random.bytes(1 + (int) random.upTo(1_500_000));
        talk.down = random.bytes((int) random.upTo(1_500_000));
        talk.up[0] = (byte) talks.size(); // tells the server which one it is
        CellSize size = random.upTo(2) == 0 ? CellSize.LARGE : CellSize.SMALL;
        talk.application = world.dial(new StreamRequest(World.SERVER, 80, "key-" + random.upTo(4), 3, size));
        return talk;
    }

    /** The first byte of a connection says which stream it is. */
    private void match(SimSocket server) {
        Talk talk = talks.get(server.received()[0]);
        talk.server = server;
    }

    private void step() {
        Talk talk = talks.get((int) random.upTo(talks.size()));
        switch ((int) random.upTo(12)) {
            case 0 -> handOver();
            case 1 -> talk.application.pause();
            case 2, 3 -> talk.application.resume();
            default -> advance(talk);
        }
    }

    private void handOver() {
        List<TestNode> all = nodes().toList();
        all.get((int) random.upTo(all.size())).handOver(world, random.upTo(20));
    }

    private void advance(Talk talk) {
        talk.sentUp = send(talk.application, talk.up, talk.sentUp);
        if (talk.server != null) {
            talk.sentDown = send(talk.server, talk.down, talk.sentDown);
        }
    }

    /** Sends some more, and the end of it once all is sent. Returns how much was sent in all, one more when ended. */
    private int send(SimSocket from, byte[] all, int sent) {
        if (sent > all.length || !from.isOpen()) {
            return sent;
        }
        if (sent == all.length) {
            from.shutdownOutput();
            return sent + 1;
        }
        int part = Math.min(all.length - sent, 1 + (int) random.upTo(random.upTo(3) == 0 ? 20 : 200_000));
        from.send(Arrays.copyOfRange(all, sent, sent + part));
        return sent + part;
    }
}
