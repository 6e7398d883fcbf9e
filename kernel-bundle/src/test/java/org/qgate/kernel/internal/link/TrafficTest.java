package org.qgate.kernel.internal.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.CellSize;
import org.qgate.kernel.internal.Counter;
import org.qgate.sim.SimLink;
import org.qgate.sim.SimWorld;

class TrafficTest {
    private final SimWorld world = new SimWorld(9_000_017);
    private final Site relay = Site.relay(world, "10.1.0.1", "link_rekey_seconds", "10");
    private final Site client = Site.client(world, "10.2.0.1", "link_rekey_seconds", "10");

    private long filled;

    @Test
    void shouldKeepOrderOfCellsAndControlUnderLoad() {
        Link here = client.link(world, relay);
        Link there = relay.events.last();
        Traffic up = new Traffic(world, client, here.id(), 4_000, 60, 20);
        Traffic down = new Traffic(world, relay, there.id(), 4_000, 60, 20);
        world.runUntil("all items", () -> relay.events.items() == 4_000 && client.events.items() == 4_000, 600_000);
        assertTrue(up.complete() && down.complete());
        assertTrue(client.events.downs.isEmpty());
        assertEquals(
                client.links.infos().get(0).bytesOut(),
                relay.links.infos().get(0).bytesIn());
    }

    @Test
    void shouldRenewKeysWhileItemsFlow() {
        Link here = client.link(world, relay);
        Link there = relay.events.last();
        Traffic up = new Traffic(world, client, here.id(), 12_000, 40, 150);
        Traffic down = new Traffic(world, relay, there.id(), 12_000, 40, 150);
        world.runUntil("all items", () -> relay.events.items() == 12_000 && client.events.items() == 12_000, 600_000);
        int generations = client.links.infos().get(0).keyGeneration();
        assertTrue(generations >= 3, () -> generations + " rekeys in " + world.nowMs() + " ms");
        assertEquals(generations, client.env.counted(Counter.LINK_REKEYS));
        assertEquals(generations, relay.env.counted(Counter.LINK_REKEYS));
        assertTrue(up.complete() && down.complete());
        assertTrue(client.events.downs.isEmpty());
    }

    @Test
    void shouldCloseWhenKeysCannotBeRenewedInTime() {
        Site patient = Site.client(world, "10.2.1.1", "link_rekey_seconds", "10", "link_dead_seconds", "600");
        patient.link(world, relay);
        world.run(9_000);
        world.cut(patient.host, relay.host);
        world.runUntil("end", () -> !patient.events.downs.isEmpty(), 60_000);
        assertEquals(LinkClose.REKEY, patient.events.downs.get(0).reason());
        assertTrue(world.nowMs() < 45_000, () -> "at " + world.nowMs());
    }

    @Test
    void shouldMirrorTheCarriersRoom() {
        world.link(client.host, relay.host, new SimLink(20_000_000, 0, 200_000));
        Link link = client.link(world, relay);
        for (int turns = 0; turns < 100 && link.writable(); turns++) {
            client.env.turn(() -> fillUp(link));
        }
        assertFalse(link.writable());
        world.runUntil("room", () -> client.events.writables > 0, 60_000);
        assertTrue(link.writable());
    }

    private void fillUp(Link link) {
        while (link.writable()) {
            int at = link.beginCell(CellSize.LARGE);
            Traffic.write(link.buffer(), at + CellSize.HEADER, CellSize.LARGE.body(), filled++);
            link.endCell();
        }
    }

    @Test
    void shouldKeepALinkWhoseCarrierIsAlwaysNearlyFull() {
        world.link(client.host, relay.host, new SimLink(20_000_000, 0, 500_000));
        Link link = client.link(world, relay);
        Flood flood = new Flood(world, client, link.id(), CellSize.LARGE);
        world.run(8_000);
        assertTrue(client.events.downs.isEmpty(), client.events.downs::toString);
        assertTrue(flood.sent() * CellSize.LARGE.cell() > 3_500_000, () -> flood.sent() + " cells");
    }

    @Test
    void shouldGiveUpALinkThatTakesNothing() {
        Link link = client.link(world, relay);
        world.cut(client.host, relay.host);
        int[] sent = {0};
        while (client.events.downs.isEmpty() && sent[0] < 1_000) {
            client.env.turn(() -> link.control(ControlType.DIR_NOTICE, new byte[16_000]));
            sent[0]++;
            world.run(1);
        }
        assertEquals(LinkClose.LIMIT, client.events.downs.get(0).reason());
    }

    @Test
    void shouldBeUsableAfterItsEndWithoutHarm() {
        Link link = client.link(world, relay);
        client.env.turn(() -> {
            link.close(LinkClose.SHUTDOWN);
            link.close(LinkClose.IDLE);
            link.control(ControlType.DRAINING, new byte[0]);
            link.beginCell(CellSize.LARGE);
            assertTrue(link.buffer().length >= CellSize.LARGE.cell());
            link.endCell();
            assertFalse(link.writable());
            assertTrue(client.events.downs.isEmpty(), "the end is told in a later turn");
        });
        world.runUntil("ends", () -> !client.events.downs.isEmpty() && !relay.events.downs.isEmpty(), 5_000);
        assertEquals(List.of(new Recorder.End(link.id(), LinkClose.SHUTDOWN)), client.events.downs);
        assertEquals(LinkClose.SHUTDOWN, relay.events.downs.get(0).reason());
        assertTrue(client.links.all().isEmpty() && relay.links.all().isEmpty());
        client.link(world, relay);
    }

    @Test
    void shouldDeliverWhatWasSentBeforeTheClose() {
        Link link = client.link(world, relay);
        client.env.turn(() -> {
            link.control(ControlType.DRAINING, new byte[3]);
            link.close(LinkClose.IDLE);
        });
        world.runUntil("end", () -> !relay.events.downs.isEmpty(), 5_000);
        assertEquals(List.of(ControlType.DRAINING), relay.events.controls);
    }

    @Test
    void shouldRefuseControlMessagesTooLong() {
        Link link = client.link(world, relay);
        assertThrows(IllegalArgumentException.class, () -> link.control(ControlType.DIR_DATA, new byte[16_385]));
        client.env.turn(() -> link.control(ControlType.DIR_NOTICE, new byte[16_384]));
        world.runUntil("message", () -> !relay.events.controls.isEmpty(), 5_000);
    }

    @Test
    void shouldTellTheEndOfABrokenCarrier() {
        client.link(world, relay);
        relay.host.kill();
        world.runUntil("end", () -> !client.events.downs.isEmpty(), 5_000);
        assertEquals(LinkClose.CARRIER, client.events.downs.get(0).reason());
    }

    @Test
    void shouldTakeASilentLinkForDead() {
        Site quiet = Site.client(world, "10.2.1.1");
        quiet.link(world, relay);
        world.cut(quiet.host, relay.host);
        world.runUntil("end", () -> !quiet.events.downs.isEmpty(), 120_000);
        assertEquals(LinkClose.TIMEOUT, quiet.events.downs.get(0).reason());
    }

    @Test
    void shouldAskBeforeClosingAnIdleLink() {
        Site idle = Site.client(world, "10.2.1.1", "link_idle_seconds", "60");
        idle.link(world, relay);
        world.run(200_000);
        assertTrue(idle.events.downs.isEmpty());
        idle.events.needed = false;
        world.runUntil("end", () -> !idle.events.downs.isEmpty(), 62_000);
        assertEquals(LinkClose.IDLE, idle.events.downs.get(0).reason());
    }

    @Test
    void shouldMeasureTheRoundTrip() {
        world.link(client.host, relay.host, new SimLink(15_000_000, 0, 10_000_000));
        client.link(world, relay);
        world.run(45_000);
        long micros = client.links.infos().get(0).rttMicros();
        assertTrue(micros >= 30_000 && micros < 60_000, () -> micros + " µs");
    }

    @Test
    void shouldPadSilentLinks() {
        Site calm = Site.relay(world, "10.1.2.1", "link_ping_seconds", "3600");
        Site quiet = Site.client(world, "10.2.1.1", "link_ping_seconds", "3600");
        Site silent = Site.client(world, "10.2.2.1", "link_ping_seconds", "3600", "link_padding", "false");
        Link padded = quiet.link(world, calm);
        silent.link(world, calm);
        long before = quiet.links.infos().get(0).bytesOut();
        long[] last = {before, world.nowMs()};
        int records = 0;
        while (world.nowMs() < 120_000) {
            world.run(10);
            long now = quiet.links.infos().get(0).bytesOut();
            if (now != last[0]) {
                long gapMs = world.nowMs() - last[1];
                assertTrue(records == 0 || gapMs >= 1_480 && gapMs <= 9_520, () -> gapMs + " ms of silence");
                long length = now - last[0];
                assertTrue(List.of(535L, 1_049L, 2_077L, 4_117L).contains(length), () -> "record of " + length);
                last[0] = now;
                last[1] = world.nowMs();
                records++;
            }
        }
        assertTrue(records >= 12, "padding records: " + records);
        assertTrue(padded.writable());
        long answers = silent.links.infos().get(0).bytesOut();
        assertTrue(answers % 535 == 0 && answers <= 12 * 535, "it answers who asks whether it lives, and no more");
    }

    @Test
    void shouldEndAllLinksAndHandshakes() {
        Site other = Site.relay(world, "10.1.1.1");
        client.link(world, relay);
        other.link(world, relay);
        new Stranger(world, "10.5.0.1").call(relay.endpoint());
        relay.connect(other.contact(Site.at("10.1.1.1:1"), Site.at("10.77.0.1:4001")));
        relay.env.turn(() -> relay.links.closeAll(LinkClose.SHUTDOWN));
        world.run(200);
        assertTrue(relay.links.all().isEmpty());
        assertEquals(0, relay.links.halfOpenCount());
        assertTrue(relay.links.connecting().isEmpty());
        assertEquals(LinkClose.SHUTDOWN, client.events.downs.get(0).reason());
        assertEquals(LinkClose.SHUTDOWN, other.events.downs.get(0).reason());
    }
}
