package org.qgate.kernel.internal.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.kernel.internal.Counter;
import org.qgate.sim.SimWorld;

class AccessTest {
    private final SimWorld world = new SimWorld(41);

    @Test
    void shouldRefuseDeniedAddressesInBothDirections() {
        Site relay = Site.relay(world, "10.1.0.1", "link_deny_ranges", "10.2.0.0/16, 10.3.0.1");
        Site denied = Site.client(world, "10.2.7.7");
        denied.connect(relay.contact());
        world.runUntil("failure", () -> !denied.events.failures.isEmpty(), 20_000);
        assertEquals(1, relay.env.counted(Counter.LINK_HALF_OPEN_REFUSED));
        Site other = Site.relay(world, "10.3.0.1");
        relay.connect(other.contact());
        world.run(100);
        assertEquals(LinkClose.DENIED, relay.events.failures.get(other.identity.nodeId()));
        Site.client(world, "10.4.0.1").link(world, relay);
    }

    @Test
    void shouldOnlyTakeListedNodesInAClosedNetwork() {
        Site member = Site.relay(world, "10.1.1.1");
        Site relay = Site.relay(
                world, "10.1.0.1", "link_default_deny", "true", "link_allow_nodes", member.identity.nodeId() + "");
        member.link(world, relay);
        Site stranger = Site.relay(world, "10.1.2.1");
        Site anonymous = Site.client(world, "10.1.3.1");
        stranger.connect(relay.contact());
        anonymous.connect(relay.contact());
        world.runUntil("ends", () -> !stranger.events.downs.isEmpty() && !anonymous.events.downs.isEmpty(), 20_000);
        assertEquals(LinkClose.DENIED, stranger.events.downs.get(0).reason());
        assertEquals(LinkClose.DENIED, anonymous.events.downs.get(0).reason());
        assertEquals(1, relay.events.ups.size());
        assertEquals(1, relay.links.all().size());
        relay.connect(stranger.contact());
        world.run(10);
        assertEquals(LinkClose.DENIED, relay.events.failures.get(stranger.identity.nodeId()));
    }

    @Test
    void shouldOnlyTakeListedAddressesInAClosedNetwork() {
        AccessRules rules = Site.settings(
                        Map.of("link_default_deny", "true", "link_allow_ranges", "10.0.0.0/8,2001:db8::/32"))
                .access();
        assertTrue(rules.admits(Site.ip("10.255.0.1")));
        assertTrue(rules.admits(Site.ip("2001:db8::1")));
        assertTrue(!rules.admits(Site.ip("11.0.0.1")));
    }

    @Test
    void shouldCloseLinksOfABannedNode() {
        Site relay = Site.relay(world, "10.1.0.1");
        Site other = Site.relay(world, "10.1.1.1");
        other.link(world, relay);
        relay.banned.add(other.identity.nodeId());
        relay.env.turn(relay.links::enforce);
        world.runUntil("end", () -> !other.events.downs.isEmpty() && !relay.events.downs.isEmpty(), 5_000);
        assertEquals(LinkClose.DENIED, other.events.downs.get(0).reason());
        other.connect(relay.contact());
        world.runUntil("end", () -> other.events.downs.size() == 2, 20_000);
        assertEquals(1, relay.events.ups.size());
    }

    @Test
    void shouldBoundLinksOfASubnet() {
        Site relay = Site.relay(world, "10.1.0.1", "link_subnet_max", "3");
        for (int i = 1; i <= 3; i++) {
            Site.client(world, "10.2.0." + i).link(world, relay);
        }
        Site fourth = Site.client(world, "10.2.0.4");
        fourth.connect(relay.contact());
        world.runUntil("failure", () -> !fourth.events.failures.isEmpty(), 20_000);
        Site.client(world, "10.2.1.1").link(world, relay);
        relay.env.turn(() -> relay.links.all().get(0).close(LinkClose.IDLE));
        world.run(100);
        fourth.link(world, relay);
    }

    @Test
    void shouldBoundLinksInTotal() {
        Site relay = Site.relay(world, "10.1.0.1", "link_max", "2");
        Site.client(world, "10.2.0.1").link(world, relay);
        Site.client(world, "10.3.0.1").link(world, relay);
        Site third = Site.client(world, "10.4.0.1");
        third.connect(relay.contact());
        world.runUntil("failure", () -> !third.events.failures.isEmpty(), 20_000);
        Site other = Site.relay(world, "10.5.0.1");
        relay.connect(other.contact());
        world.run(10);
        assertEquals(LinkClose.LIMIT, relay.events.failures.get(other.identity.nodeId()));
    }

    @Test
    void shouldCountIpv6ByItsSubnet() {
        Attempts attempts = new Attempts();
        assertTrue(attempts.take(Site.ip("2001:db8::1"), 2, 0));
        assertTrue(attempts.take(Site.ip("2001:db8::2"), 2, 0));
        assertTrue(!attempts.take(Site.ip("2001:db8::3"), 2, 0));
        assertTrue(attempts.take(Site.ip("2001:db8:0:1::3"), 2, 0));
        assertTrue(attempts.take(Site.ip("2001:db8::4"), 2, 30_000_000_000L));
        assertEquals(Tally.subnet(Site.ip("2001:db8:1::1")), Tally.subnet(Site.ip("2001:db8:1:ffff::2")));
    }
}
