package org.qgate.kernel.internal.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.qgate.sim.SimWorld;

/** When a link that says nothing is taken for dead, and when it is not ([PAD-4]). */
class SilenceTest {
    private final SimWorld world = new SimWorld(9_000_023);
    private final Site relay = Site.relay(world, "10.1.0.1");

    private long endOf(Site site, long atMostMs) {
        long start = world.nowMs();
        world.runUntil("end", () -> !site.events.downs.isEmpty(), atMostMs);
        assertEquals(LinkClose.TIMEOUT, site.events.downs.get(0).reason());
        return world.nowMs() - start;
    }

    @Test
    void shouldNoticeASilentLinkByItself() {
        Site client = Site.client(world, "10.2.0.1");
        client.link(world, relay);
        world.run(20_000);
        world.cut(client.host, relay.host);
        long tookMs = endOf(client, 60_000);
        assertTrue(tookMs >= 10_000 && tookMs <= 20_500, () -> tookMs + " ms");
    }

    @Test
    void shouldNoticeADoubtedLinkSooner() {
        Site client = Site.client(world, "10.2.0.1");
        Link link = client.link(world, relay);
        world.run(20_000);
        world.cut(client.host, relay.host);
        world.run(2_000);
        client.env.turn(link::doubted);
        long tookMs = endOf(client, 60_000);
        assertTrue(tookMs <= 11_000, () -> tookMs + " ms");
    }

    @Test
    void shouldKeepALinkThatAnswersWhoeverDoubtsIt() {
        Site client = Site.client(world, "10.2.0.1", "link_padding", "false");
        Site bare = Site.relay(world, "10.1.1.1", "link_padding", "false");
        Link link = client.link(world, bare);
        for (int i = 0; i < 120; i++) {
            client.env.turn(link::doubted);
            world.run(1_000);
        }
        assertTrue(client.events.downs.isEmpty() && bare.events.downs.isEmpty());
    }

    /** What came while this node did not run waits in its sockets: no reason to think anybody dead. */
    @Test
    void shouldNotTakeItsOwnSleepForTheOthers() {
        Site client = Site.client(world, "10.2.0.1");
        Link link = client.link(world, relay);
        world.run(20_000);
        client.env.turn(link::doubted);
        client.env.turn(() -> ((TcpLink) link).tick(client.env.clock().monoNs() + 60_000_000_000L));
        world.run(100);
        assertTrue(client.events.downs.isEmpty(), client.events.downs::toString);
    }
}
