package org.qgate.kernel.internal.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.network.StreamRequest;
import org.qgate.kernel.internal.Counter;
import org.qgate.sim.SimLink;
import org.qgate.sim.SimRandom;
import org.qgate.sim.SimSocket;

/** Windows, credit, back-pressure, fairness, bounds on memory. */
final class FlowTest {
    private static final int MIB = 1 << 20;

    private static StreamRequest keyed(String key) {
        return new StreamRequest(World.SERVER, 80, key, 3, CellSize.LARGE);
    }

    private static SimSocket accepted(World world, int index) {
        world.until(
                "server has connection " + index, () -> world.server.accepted().size() > index);
        return world.server.accepted().get(index);
    }

    private static long held(World world) {
        long relays = world.relays.stream()
                .mapToLong(relay -> relay.layer.queuedBytes())
                .sum();
        return relays + world.client.layer.queuedBytes();
    }

    @Test
    void shouldHoldASlowReadersBytesInBoundedMemoryAndLoseNone() {
        World world = World.of(1, 3);
        SimSocket application = world.dial(keyed("a"));
        SimSocket server = accepted(world, 0);
        byte[] body = new SimRandom(3).bytes(20 * MIB);
        application.pause();
        server.send(body);
        for (int i = 0; i < 20; i++) {
            world.sim.run(500);
            long queued = world.client.host.ports().status().bufferedBytes();
            assertTrue(queued < 3 * MIB, "the client holds " + queued);
            assertTrue(held(world) < 2 * MIB, "all nodes hold " + held(world));
        }
        assertTrue(server.queued() > 12 * MIB, "back-pressure reaches the sender");
        application.resume();
        world.until("all", () -> application.count() == body.length);
        assertArrayEquals(body, application.received());
    }

    @Test
    void shouldNotStopOtherStreamsOfTheCircuitBehindASlowReader() {
        World world = World.of(2, 3);
        SimSocket slow = world.dial(keyed("a"));
        SimSocket slowServer = accepted(world, 0);
        SimSocket quick = world.dial(keyed("a"));
        SimSocket quickServer = accepted(world, 1);
        slow.pause();
        slowServer.send(new byte[20 * MIB]);
        world.sim.run(2_000);
        quickServer.send(new byte[5 * MIB]);
        world.until("the other stream", () -> quick.count() == 5 * MIB);
    }

    @Test
    void shouldKeepInteractiveTrafficQuickBesideBulk() {
        World world = World.of(3, 3);
        // The way from exit to middle is narrow: that is where cells queue.
        world.sim.link(world.relays.get(1).host, world.relays.get(2).host, new SimLink(1_000_000, 0, 4_000_000));
        List<SimSocket> bulk = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            bulk.add(world.dial(keyed("bulk-" + i)));
            accepted(world, i).send(new byte[40 * MIB]);
        }
        world.server.onBytes(socket -> {
            if (socket.count() % 100 == 0 && socket.count() <= 100_000) {
                socket.send(new byte[100]);
            }
        });
        SimSocket interactive = world.dial(keyed("interactive"));
        accepted(world, 4);
        world.until("bulk is under way", () -> bulk.stream().allMatch(socket -> socket.count() > MIB));
        List<Long> roundTripsMs = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            long beganMs = world.sim.nowMs();
            long expected = 100L * i;
            interactive.send(new byte[100]);
            world.until("answer " + i, () -> interactive.count() == expected);
            roundTripsMs.add(world.sim.nowMs() - beganMs);
            world.sim.run(100);
        }
        roundTripsMs.sort(null);
        // The transport's own buffer of 256 KiB takes 65 ms; four circuits' windows would take 600 ms and more.
        assertTrue(roundTripsMs.get(10) < 200, "round trips " + roundTripsMs);
        long least = bulk.stream().mapToLong(SimSocket::count).min().orElseThrow();
        long most = bulk.stream().mapToLong(SimSocket::count).max().orElseThrow();
        assertTrue(
                2 * least > most,
                "bulk shares alike: " + bulk.stream().map(SimSocket::count).toList());
    }

    @Test
    void shouldShareACircuitAlikeAmongItsStreams() {
        World world = World.of(8, 3);
        world.sim.link(world.relays.get(1).host, world.relays.get(2).host, new SimLink(1_000_000, 0, 4_000_000));
        List<SimSocket> streams = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            streams.add(world.dial(keyed("one")));
            accepted(world, i).send(new byte[20 * MIB]);
        }
        world.until(
                "under way", () -> streams.stream().mapToLong(SimSocket::count).sum() > 20 * MIB);
        assertEquals(1, world.client.layer.own());
        long least = streams.stream().mapToLong(SimSocket::count).min().orElseThrow();
        long most = streams.stream().mapToLong(SimSocket::count).max().orElseThrow();
        assertTrue(
                2 * least > most,
                "streams: " + streams.stream().map(SimSocket::count).toList());
    }

    @Test
    void shouldGrowTheWindowOverALongWay() {
        World world = World.of(4, 3);
        world.sim.defaultLink(SimLink.ofMs(4, 0));
        SimSocket application = world.dial(keyed("a"));
        application.mute();
        long beganMs = world.sim.nowMs();
        accepted(world, 0).send(new byte[40 * MIB]);
        world.until("all", () -> application.count() == 40 * MIB);
        double mibPerSecond = 40_000.0 / (world.sim.nowMs() - beganMs);
        // The window's floor alone would give 256 KiB in each round trip of 24 ms: 10 MiB/s.
        assertTrue(mibPerSecond > 16, mibPerSecond + " MiB/s");
    }

    @ParameterizedTest
    @EnumSource(CellSize.class)
    void shouldSendAsManyCellsForShortAsForLongerRequests(CellSize size) {
        assertEquals(cellsFor(size, 1), cellsFor(size, 400));
    }

    /** Returns how often which number of cells went, by place, for 200 requests with answers of the same length. */
    private static TreeMap<String, Integer> cellsFor(CellSize size, int bytes) {
        World world = World.of(5, 3);
        world.client.wholeReads();
        world.exit().wholeReads();
        world.server.onBytes(socket -> {
            if (socket.count() % bytes == 0) {
                socket.send(new byte[bytes]);
            }
        });
        TreeMap<String, Integer> counts = new TreeMap<>();
        for (TestNode relay : world.relays) {
            relay.hook = (link, cellSize, cells) -> counts.merge(
                    relay.address + " from "
                            + (link.peer() == null ? "client" : link.peer().brief()),
                    cells.length / cellSize.cell(),
                    Integer::sum);
        }
        SimSocket application = world.dial(new StreamRequest(World.SERVER, 80, "k", 3, size));
        accepted(world, 0);
        for (int i = 1; i <= 200; i++) {
            long expected = (long) i * bytes;
            application.send(new byte[bytes]);
            world.until("answer", () -> application.count() == expected);
        }
        return counts;
    }

    // ---- bounds

    @Test
    void shouldDestroyACircuitThatQueuesTooMuch() {
        World world = World.of(6, 3, 1, "circuit_queue_kib", "64");
        SimSocket application = world.dial(keyed("a"));
        SimSocket server = accepted(world, 0);
        world.sim.run(100);
        server.send(new byte[20 * MIB]);
        world.until("the window grows", () -> application.count() == 20 * MIB);
        world.sim.cut(world.client.host, world.relays.get(0).host); // the guard cannot deliver
        server.send(new byte[4 * MIB]);
        world.until("destroyed", () -> world.relays.get(0).counted(Counter.CIRCUITS_OVER_LIMIT) == 1);
        assertEquals(0, world.relays.get(0).layer.relayed());
        assertEquals(0, held(world));
        world.sim.heal(world.client.host, world.relays.get(0).host);
        world.until("told", () -> application.closed() != null);
    }

    @Test
    void shouldEvictWhatWaitsLongestWhenMemoryIsUsedUp() {
        World world = World.of(7, 3, 1, "memory_mib", "1");
        List<SimSocket> applications = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            applications.add(world.dial(keyed("key-" + i)));
            accepted(world, i).send(new byte[100]);
        }
        world.until("all work", () -> applications.stream().allMatch(socket -> socket.count() == 100));
        TestNode guard = world.relays.get(0);
        world.sim.cut(world.client.host, guard.host); // the guard cannot deliver; each circuit has its window under way
        for (int i = 0; i < 10; i++) {
            accepted(world, i).send(new byte[4 * MIB]);
            world.sim.run(200);
            assertTrue(guard.layer.queuedBytes() <= MIB, "queued " + guard.layer.queuedBytes());
        }
        long evicted = guard.counted(Counter.CIRCUITS_OVER_LIMIT);
        assertTrue(evicted >= 2 && evicted <= 8, evicted + " evicted");
        world.sim.heal(world.client.host, guard.host);
        world.until(
                "told",
                () -> applications.stream()
                                .filter(socket -> socket.closed() != null)
                                .count()
                        == evicted);
        // What the first ones sent is in the transport's buffer; of those that wait in queues the oldest went.
        List<Boolean> open = applications.stream().map(SimSocket::isOpen).toList();
        int first = open.indexOf(false);
        assertTrue(first <= 2, "open: " + open);
        assertEquals(
                List.of(),
                open.subList(first, first + (int) evicted).stream()
                        .filter(each -> each)
                        .toList());
    }
}
