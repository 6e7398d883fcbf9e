package org.qgate.kernel.internal.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.api.crypto.CellSize;
import org.qgate.sim.SimLink;
import org.qgate.sim.SimWorld;

class HandOverTest {
    private static final long ITEMS = 6_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldLoseNothingWhenEndsAreHandedOverAmidTraffic(long seed) {
        SimWorld world = new SimWorld(seed);
        world.defaultLink(new SimLink(3_000_000, 2_000_000, 2_000_000));
        Site relay = Site.relay(world, "10.1.0.1", "link_rekey_seconds", "10");
        Site client = Site.client(world, "10.2.0.1", "link_rekey_seconds", "10");
        Link here = client.link(world, relay);
        new Traffic(world, client, here.id(), ITEMS, 40, 100);
        new Traffic(world, relay, relay.events.last().id(), ITEMS, 40, 100);
        for (int i = 0; i < 40; i++) {
            world.run(1 + world.random().below(1_500));
            long away = world.random().below(300);
            switch (world.random().below(3)) {
                case 0 -> client.handOver(world, away);
                case 1 -> relay.handOver(world, away);
                default -> {
                    client.handOver(world, away / 2);
                    relay.handOver(world, away);
                }
            }
        }
        world.runUntil("all items", () -> relay.events.items() == ITEMS && client.events.items() == ITEMS, 600_000);
        assertTrue(client.events.downs.isEmpty() && relay.events.downs.isEmpty());
        assertTrue(client.links.infos().get(0).keyGeneration() > 0, "a rekey fell into the time of the test");
        assertEquals(1, client.events.ups.size(), "thawed links are not told as new");
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void shouldGoOnWithARekeyFromEveryStep(long seed) {
        SimWorld world = new SimWorld(seed);
        world.defaultLink(SimLink.ofMs(20, 5));
        Site relay = Site.relay(world, "10.1.0.1", "link_rekey_seconds", "10");
        Site client = Site.client(world, "10.2.0.1", "link_rekey_seconds", "10");
        client.link(world, relay);
        Map<String, Integer> seen = new HashMap<>();
        for (int rekey = 1; rekey <= 40; rekey++) {
            int wanted = rekey;
            long end = world.nowMs() + 60_000;
            while (client.links.infos().get(0).keyGeneration() < wanted
                    || relay.links.infos().get(0).keyGeneration() < wanted) {
                assertTrue(world.nowMs() < end, () -> "rekey " + wanted + ", steps seen " + seen + ", seed " + seed);
                Site site = world.random().below(2) == 0 ? client : relay;
                boolean running = client.links.infos().get(0).keyGeneration() < wanted && nearRekey(client);
                if (running) {
                    stepwise(world, site, seen);
                } else {
                    events(world, 1);
                }
            }
        }
        assertTrue(client.events.downs.isEmpty() && relay.events.downs.isEmpty());
        assertTrue(
                seen.keySet()
                        .containsAll(List.of("OFFERING", "OFFERED", "ACCEPTING", "SWITCHED", "ANSWERING", "ANSWERED")),
                seen::toString);
    }

    private static boolean nearRekey(Site client) {
        return ((TcpLink) client.links.all().get(0)).rekeying().step() != Rekeying.Step.NONE;
    }

    private static void events(SimWorld world, int count) {
        long at = world.events();
        world.runUntil("events", () -> world.events() >= at + count, 60_000);
    }

    /** Hands over after a fraction of a millisecond, so that every step of a rekey is met. */
    private static void stepwise(SimWorld world, Site site, Map<String, Integer> seen) {
        events(world, world.random().below(5));
        assertEquals(List.of(), site.events.downs, () -> "steps seen " + seen + ", seed " + world.seed());
        TcpLink link = (TcpLink) site.links.all().get(0);
        seen.merge(link.rekeying().step().name(), 1, Integer::sum);
        site.handOver(world, 0);
    }

    @Test
    void shouldCarryOnAHandOverAmidATurn() {
        SimWorld world = new SimWorld(71);
        Site relay = Site.relay(world, "10.1.0.1");
        Site client = Site.client(world, "10.2.0.1");
        Link link = client.link(world, relay);
        client.env.turn(() -> {
            link.control(ControlType.DRAINING, new byte[2]);
            int at = link.beginCell(CellSize.SMALL);
            assertTrue(at > 0);
            Arrays.fill(link.buffer(), at + CellSize.HEADER, at + CellSize.SMALL.cell(), (byte) 0);
            for (int i = 8; i < CellSize.SMALL.body(); i++) {
                link.buffer()[at + CellSize.HEADER + i] = (byte) i;
            }
            link.endCell();
            client.handOver(world, 0); // what was collected and not sealed is part of the state
        });
        world.runUntil("cell", () -> relay.events.items() == 1, 5_000);
        assertEquals(List.of(ControlType.DRAINING), relay.events.controls);
    }

    @Test
    void shouldDropHandshakesAndKeepNumbersAndCounters() {
        SimWorld world = new SimWorld(72);
        Site relay = Site.relay(world, "10.1.0.1");
        Site client = Site.client(world, "10.2.0.1");
        Link link = client.link(world, relay);
        world.run(50_000);
        LinkInfo before = client.links.infos().get(0);
        client.connect(Site.relay(world, "10.1.1.1").contact());
        client.handOver(world, 10);
        LinkInfo after = client.links.infos().get(0);
        assertEquals(before, after);
        assertEquals(link.id(), client.links.link(link.id()).orElseThrow().id());
        assertTrue(client.links.connecting().isEmpty());
        assertTrue(before.rttMicros() > 0);
    }

    /** Whoever connects just before a hand-over is not turned away: his first message may be on its way. */
    @Test
    void shouldKeepConnectionsOnWhichNoHandshakeHasBegun() {
        SimWorld world = new SimWorld(77);
        Site relay = Site.relay(world, "10.1.0.1");
        Stranger.Call silent = new Stranger(world, "10.5.0.1").call(relay.endpoint());
        world.runUntil("connection", () -> relay.links.halfOpenCount() == 1, 5_000);
        relay.handOver(world, 50);
        world.run(100);
        assertEquals(1, relay.links.halfOpenCount());
        assertTrue(!silent.over);
        world.runUntil("the end of patience", () -> silent.over, 20_000);
        assertEquals(0, relay.links.halfOpenCount());
    }

    @Test
    void shouldLetAHandshakeBeginOnAConnectionOfBefore() {
        SimWorld world = new SimWorld(78);
        world.defaultLink(SimLink.ofMs(40, 0));
        Site relay = Site.relay(world, "10.1.0.1");
        Site client = Site.client(world, "10.2.0.1");
        client.connect(relay.contact());
        world.runUntil("connection", () -> relay.links.halfOpenCount() == 1, 5_000);
        relay.handOver(world, 5);
        world.runUntil(
                "link",
                () -> !client.links.all().isEmpty() && !relay.links.all().isEmpty(),
                5_000);
        assertTrue(client.events.failures.isEmpty());
    }

    @Test
    void shouldTellEndsBeforeAHandOver() {
        SimWorld world = new SimWorld(76);
        Site relay = Site.relay(world, "10.1.0.1");
        Site client = Site.client(world, "10.2.0.1");
        Link link = client.link(world, relay);
        client.env.turn(() -> link.close(LinkClose.IDLE));
        client.handOver(world, 5);
        assertEquals(List.of(new Recorder.End(link.id(), LinkClose.IDLE)), client.events.downs);
        world.run(100);
        assertEquals(1, client.events.downs.size());
        assertTrue(client.links.all().isEmpty());
    }

    @Test
    void shouldLeaveOldObjectsWithoutEffect() {
        SimWorld world = new SimWorld(73);
        Site relay = Site.relay(world, "10.1.0.1");
        Site client = Site.client(world, "10.2.0.1");
        Link old = client.link(world, relay);
        client.handOver(world, 5);
        old.close(LinkClose.SHUTDOWN);
        assertTrue(!old.writable());
        world.run(100);
        assertTrue(client.events.downs.isEmpty() && relay.events.downs.isEmpty());
    }

    @Test
    void shouldRefuseAnExportOfAnotherSchemaOrShape() {
        SimWorld world = new SimWorld(74);
        Site relay = Site.relay(world, "10.1.0.1");
        Site client = Site.client(world, "10.2.0.1");
        client.link(world, relay);
        Map<String, Object> state = client.links.freeze();
        Map<String, Object> other = new HashMap<>(state);
        other.put("schema", 2L);
        TcpLinks fresh =
                new TcpLinks(client.env, client.identity, client.settings, client.events, new AccessList(id -> false));
        assertThrows(IllegalArgumentException.class, () -> fresh.thaw(other));
        other.put("schema", 1L);
        other.remove("links");
        assertThrows(IllegalArgumentException.class, () -> fresh.thaw(other));
    }

    @Test
    void shouldExportPlainValuesOnly() {
        SimWorld world = new SimWorld(75);
        Site relay = Site.relay(world, "10.1.0.1");
        Site other = Site.relay(world, "10.1.1.1");
        other.link(world, relay);
        assertPlain(relay.links.freeze());
    }

    private static void assertPlain(Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> {
                assertTrue(key instanceof String);
                assertPlain(each);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(HandOverTest::assertPlain);
        } else {
            boolean plain = value instanceof Long
                    || value instanceof Boolean
                    || value instanceof String
                    || value instanceof byte[];
            assertTrue(plain, () -> String.valueOf(value));
        }
    }
}
