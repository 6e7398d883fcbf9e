package org.qgate.kernel.internal.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.qgate.sim.SimWorld;

class CertificateEndTest {
    private static final long GRACE_MS = 3_600_000;

    private final SimWorld world = new SimWorld(8_100);
    private final Site relay = Site.relay(world, "10.1.0.1");

    /** Sets a site's clock so that so much time is left of another one's certificate. */
    private static void leave(Site site, Site of, long leftMs) {
        byte[] encoded = of.identity.certificate();
        long nowMs = site.host.clock().wallMs();
        long endMs = site.crypto
                .signatures()
                .certificate(Site.NETWORK, encoded, nowMs)
                .notAfterMs();
        site.host.clockOffsetMs(endMs - leftMs - nowMs);
    }

    private void assertEndsAnHourLater(Site site, long leftMs) {
        world.run(leftMs + GRACE_MS - 10_000);
        assertTrue(site.events.downs.isEmpty(), "the link stays for an hour");
        world.run(12_000);
        assertEquals(LinkClose.DENIED, site.events.downs.get(0).reason());
        assertTrue(site.links.all().isEmpty());
    }

    @Test
    void shouldEndAnHourAfterTheRelaysCertificate() {
        Site client = Site.client(world, "10.2.0.1");
        client.link(world, relay);
        leave(client, relay, 60_000);
        assertEndsAnHourLater(client, 60_000);
        world.run(100);
        assertEquals(LinkClose.DENIED, relay.events.downs.get(0).reason(), "the other end is told");
    }

    @Test
    void shouldEndAnHourAfterTheInitiatorsCertificate() {
        Site other = Site.relay(world, "10.2.0.1");
        other.link(world, relay);
        leave(relay, other, 60_000);
        assertEndsAnHourLater(relay, 60_000);
    }

    @Test
    void shouldEndAnHourAfterTheCertificateInANewOwnerToo() {
        Site client = Site.client(world, "10.2.0.1");
        client.link(world, relay);
        leave(client, relay, 60_000);
        client.handOver(world, 10);
        assertEndsAnHourLater(client, 60_000);
    }

    @Test
    void shouldKeepLinksOfAnonymousClients() {
        Site client = Site.client(world, "10.2.0.1");
        client.link(world, relay);
        relay.host.clockOffsetMs(40L * 24 * 3_600_000);
        world.run(10_000);
        assertTrue(relay.events.downs.isEmpty());
    }
}
