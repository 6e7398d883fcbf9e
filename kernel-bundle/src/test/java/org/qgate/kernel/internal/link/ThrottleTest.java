package org.qgate.kernel.internal.link;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.api.crypto.CellSize;
import org.qgate.sim.SimLink;
import org.qgate.sim.SimWorld;

class ThrottleTest {
    private static final long KIB = 1_024;

    private static Site limited(SimWorld world, long rateKib, long burstKib) {
        return Site.relay(world, "10.1.0.1", "link_rate_kib_per_second", "" + rateKib, "link_burst_kib", "" + burstKib);
    }

    private static LinkSettings rate(long rateKib, long burstKib) {
        return Site.settings(Map.of(
                "link_listen", "10.1.0.1:" + Site.PORT,
                "link_rate_kib_per_second", "" + rateKib,
                "link_burst_kib", "" + burstKib));
    }

    private static Flood flood(SimWorld world, Site from, Site relay, CellSize size) {
        return new Flood(world, from, from.link(world, relay).id(), size);
    }

    private static long bytesIn(Site relay) {
        return relay.links.infos().stream().mapToLong(LinkInfo::bytesIn).sum();
    }

    /** Returns what each link received in some time, in the order in which they were made. */
    private static List<Long> received(SimWorld world, Site relay, long forMs) {
        List<Long> before = relay.links.infos().stream().map(LinkInfo::bytesIn).toList();
        world.run(forMs);
        List<Long> got = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            got.add(relay.links.infos().get(i).bytesIn() - before.get(i));
        }
        return got;
    }

    private static void assertNear(double expected, double measured, double part, SimWorld world) {
        assertTrue(
                Math.abs(measured - expected) <= part * expected,
                () -> measured + " instead of " + expected + ", seed " + world.seed());
    }

    @ParameterizedTest
    @CsvSource({"1, 64, 256, 1", "2, 1024, 1024, 1", "3, 1024, 4096, 3", "4, 4096, 4096, 2", "5, 10000, 256, 1"})
    void shouldReceiveTheBurstAndThenTheRate(long seed, long rateKib, long burstKib, int links) {
        SimWorld world = new SimWorld(seed);
        Site relay = limited(world, rateKib, burstKib);
        List<Site> clients = new ArrayList<>();
        for (int i = 0; i < links; i++) {
            clients.add(Site.client(world, "10.2." + i + ".1"));
            clients.get(i).link(world, relay);
        }
        world.run(5_000);
        long before = bytesIn(relay);
        for (Site client : clients) {
            new Flood(world, client, client.events.last().id(), CellSize.LARGE);
        }
        world.run(2_000);
        assertNear((burstKib + 2 * rateKib) * KIB, bytesIn(relay) - before, 0.1, world);
        long later = bytesIn(relay);
        world.run(4_000);
        assertNear(4 * rateKib * KIB, bytesIn(relay) - later, 0.1, world);
        assertTrue(relay.events.downs.isEmpty());
    }

    @Test
    void shouldSaveUpNoMoreThanTheBurst() {
        SimWorld world = new SimWorld(6);
        Site relay = limited(world, 512, 1_024);
        Site client = Site.client(world, "10.2.0.1");
        Flood flood = flood(world, client, relay, CellSize.SMALL);
        world.run(3_000);
        flood.stop();
        world.run(60_000);
        long before = bytesIn(relay);
        Flood again = new Flood(world, client, client.events.last().id(), CellSize.SMALL, flood.sent());
        world.run(1_000);
        assertNear((1_024 + 512) * KIB, bytesIn(relay) - before, 0.1, world);
        assertTrue(again.sent() > flood.sent());
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void shouldShareFairlyBetweenLinksOfEveryKind(long seed) {
        SimWorld world = new SimWorld(seed);
        Site relay = limited(world, 1_024, 256);
        Site far = Site.client(world, "10.2.0.1");
        Site near = Site.client(world, "10.2.1.1");
        world.link(far.host, relay.host, SimLink.ofMs(20, 5));
        flood(world, far, relay, CellSize.SMALL);
        flood(world, near, relay, CellSize.LARGE);
        world.run(3_000);
        List<Long> got = received(world, relay, 10_000);
        assertNear(512 * 10 * KIB, got.get(0), 0.1, world);
        assertNear(512 * 10 * KIB, got.get(1), 0.1, world);
    }

    @Test
    void shouldLeaveLinksThatNeedLittleAlone() {
        SimWorld world = new SimWorld(21);
        Site relay = limited(world, 1_024, 256);
        Site modest = Site.client(world, "10.2.0.1");
        world.link(modest.host, relay.host, new SimLink(5_000_000, 0, 150 * KIB));
        flood(world, modest, relay, CellSize.SMALL);
        flood(world, Site.client(world, "10.2.1.1"), relay, CellSize.LARGE);
        flood(world, Site.client(world, "10.2.2.1"), relay, CellSize.LARGE);
        world.run(3_000);
        List<Long> got = received(world, relay, 10_000);
        assertNear(1_500 * KIB, got.get(0), 0.1, world);
        assertNear(4_370 * KIB, got.get(1), 0.1, world);
        assertNear(4_370 * KIB, got.get(2), 0.1, world);
    }

    @Test
    void shouldNotTouchLinksWithoutALimit() {
        SimWorld world = new SimWorld(31);
        Site relay = Site.relay(world, "10.1.0.1");
        Site client = Site.client(world, "10.2.0.1");
        flood(world, client, relay, CellSize.LARGE);
        world.run(200);
        long unlimited = bytesIn(relay);
        assertTrue(unlimited > 10_000 * KIB, () -> unlimited + " bytes");
        assertTrue(!((TcpLink) relay.links.all().get(0)).waiting());
    }

    @Test
    void shouldTakeAnotherRateWhileLinksWait() {
        SimWorld world = new SimWorld(41);
        Site relay = limited(world, 16, 256);
        flood(world, Site.client(world, "10.2.0.1"), relay, CellSize.LARGE);
        flood(world, Site.client(world, "10.2.1.1"), relay, CellSize.LARGE);
        world.run(2_500);
        relay.env.turn(() -> relay.links.configure(rate(2_048, 256)));
        world.run(100);
        assertNear(2_048 * 4 * KIB, sum(received(world, relay, 4_000)), 0.1, world);
        relay.env.turn(() -> relay.links.configure(rate(0, 256)));
        long free = sum(received(world, relay, 100));
        assertTrue(free > 4_096 * KIB, () -> free + " bytes without a limit");
        relay.env.turn(() -> relay.links.configure(rate(256, 512)));
        assertNear((512 + 4 * 256) * KIB, sum(received(world, relay, 4_000)), 0.1, world);
        assertTrue(relay.events.downs.isEmpty());
    }

    private static long sum(List<Long> each) {
        return each.stream().mapToLong(Long::longValue).sum();
    }

    @ParameterizedTest
    @ValueSource(longs = {51, 52, 53})
    void shouldGoOnInANewOwner(long seed) {
        SimWorld world = new SimWorld(seed);
        Site relay = limited(world, 512, 256);
        Site one = Site.client(world, "10.2.0.1");
        Site two = Site.client(world, "10.2.1.1");
        flood(world, one, relay, CellSize.LARGE);
        flood(world, two, relay, CellSize.SMALL);
        world.run(2_000);
        long before = bytesIn(relay);
        long from = world.nowMs();
        int waited = 0;
        for (int i = 0; i < 20; i++) {
            world.run(world.random().below(500));
            waited += relay.links.all().stream().anyMatch(link -> ((TcpLink) link).waiting()) ? 1 : 0;
            relay.handOver(world, world.random().below(20));
        }
        world.run(3_000);
        assertTrue(waited > 10, () -> "a link waited at few hand-overs, seed " + seed);
        assertNear((world.nowMs() - from) * 512 * KIB / 1_000.0, bytesIn(relay) - before, 0.1, world);
        assertTrue(relay.events.downs.isEmpty() && one.events.downs.isEmpty() && two.events.downs.isEmpty());
    }

    @Test
    void shouldLetOthersOnWhenALinkEndsWhileItWaits() {
        SimWorld world = new SimWorld(61);
        Site relay = limited(world, 512, 256);
        Site leaving = Site.client(world, "10.2.0.1");
        Flood left = flood(world, leaving, relay, CellSize.LARGE);
        flood(world, Site.client(world, "10.2.1.1"), relay, CellSize.LARGE);
        flood(world, Site.client(world, "10.2.2.1"), relay, CellSize.LARGE);
        world.run(3_000);
        left.stop();
        world.run(2);
        relay.env.turn(() -> relay.links.all().get(1).close(LinkClose.LIMIT));
        leaving.host.kill();
        world.runUntil("ends", () -> relay.links.all().size() == 1, 5_000); // after the bytes that came before
        assertNear(512 * 5 * KIB, sum(received(world, relay, 5_000)), 0.1, world);
    }

    @Test
    void shouldNotTakeALinkThatWaitsForDead() {
        SimWorld world = new SimWorld(71);
        Site relay = Site.relay(
                world, "10.1.0.1", "link_rate_kib_per_second", "2", "link_burst_kib", "256", "link_ping_seconds", "1");
        flood(world, Site.client(world, "10.2.0.1"), relay, CellSize.LARGE);
        world.run(60_000);
        assertTrue(relay.events.downs.isEmpty(), relay.events.downs::toString);
    }
}
