package org.qgate.kernel.internal.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.kernel.internal.Counter;
import org.qgate.sim.SimWorld;

class HandshakeTest {
    private final SimWorld world = new SimWorld(20261120);
    private final Site relay = Site.relay(world, "10.1.0.1");

    @ParameterizedTest
    @ValueSource(strings = {"aes", "chacha"})
    void shouldLinkAnonymousClientsAndRelays(String suite) {
        Site target = Site.relay(world, "10.1.1.1", "link_suite", suite);
        Site client = Site.client(world, "10.1.2.1");
        client.link(world, target);
        assertEquals(target.identity.nodeId(), client.events.last().peer());
        assertTrue(client.events.last().initiator());
        assertNull(target.events.last().peer(), "a pure client shows no key of its own");
        assertFalse(target.events.last().initiator());
        relay.link(world, target);
        assertEquals(relay.identity.nodeId(), target.events.last().peer());
        LinkSuite expected = suite.equals("aes") ? LinkSuite.AES_GCM : LinkSuite.CHACHA_POLY;
        assertTrue(target.links.infos().stream().allMatch(info -> info.suite() == expected));
        assertEquals(0, target.links.halfOpenCount());
    }

    @Test
    void shouldKeepOneLinkForManyWishes() {
        Site client = Site.client(world, "10.1.2.1");
        client.connect(relay.contact());
        client.connect(relay.contact());
        assertEquals(1, client.links.connecting().size());
        world.runUntil("link", () -> !client.events.ups.isEmpty(), 10_000);
        client.connect(relay.contact());
        world.run(1_000);
        assertEquals(1, client.events.ups.size());
        assertEquals(
                client.events.last(),
                client.links.linked(relay.identity.nodeId()).orElseThrow());
    }

    @Test
    void shouldAllowRelaysALinkEachWayAndGiveTheOldest() {
        Site other = Site.relay(world, "10.1.3.1");
        other.connect(relay.contact());
        relay.connect(other.contact());
        world.runUntil("links", () -> relay.events.ups.size() == 2 && other.events.ups.size() == 2, 10_000);
        assertEquals(
                relay.events.ups.get(0),
                relay.links.linked(other.identity.nodeId()).orElseThrow());
        assertEquals(2, relay.links.all().size());
    }

    @Test
    void shouldTryAddressesOneAfterTheOther() {
        Site client = Site.client(world, "10.1.2.1");
        client.connect(relay.contact(Site.at("10.1.0.1:9"), Site.at("10.9.9.9:1"), relay.endpoint()));
        world.runUntil("link", () -> !client.events.ups.isEmpty(), 30_000);
        assertTrue(client.events.failures.isEmpty());
        assertEquals(relay.endpoint(), client.events.last().remote());
    }

    @Test
    void shouldDialFromTheConfiguredAddress() {
        Site client = Site.client(world, "10.1.2.1,10.1.2.9", "link_dial_from", "10.1.2.9");
        client.link(world, relay);
        assertEquals(Site.ip("10.1.2.9"), relay.events.last().remote().address());
    }

    @Test
    void shouldFailOnceWhenNoAddressAnswers() {
        Site client = Site.client(world, "10.1.2.1");
        NodeId id = relay.identity.nodeId();
        client.connect(relay.contact(Site.at("10.1.0.1:9"), Site.at("10.1.0.1:10")));
        world.runUntil("failure", () -> client.events.failures.containsKey(id), 30_000);
        assertEquals(LinkClose.CARRIER, client.events.failures.get(id));
        assertTrue(client.links.connecting().isEmpty());
        client.connect(relay.contact());
        world.runUntil("link", () -> !client.events.ups.isEmpty(), 10_000);
    }

    @Test
    void shouldFailWithoutAnAnswerForAnyWrongPartOfTheTarget() {
        Contact right = relay.contact();
        byte[] wrongKey = right.linkKey().clone();
        wrongKey[3] ^= 1;
        byte[] wrongId = right.id().bytes();
        wrongId[30] ^= 4;
        LinkSuite other = right.suite() == LinkSuite.AES_GCM ? LinkSuite.CHACHA_POLY : LinkSuite.AES_GCM;
        List<Contact> wrong = List.of(
                new Contact(right.id(), wrongKey, right.suite(), right.addresses()),
                new Contact(NodeId.of(wrongId), right.linkKey(), right.suite(), right.addresses()),
                new Contact(right.id(), right.linkKey(), other, right.addresses()));
        for (int i = 0; i < wrong.size(); i++) {
            refusedInSilence(Site.client(world, "10.2.0." + (i + 1)), wrong.get(i), i + 1);
        }
    }

    @Test
    void shouldFailWithoutAnAnswerInAnotherNetwork() {
        refusedInSilence(Site.clientOf(world, "10.2.0.9", "another.test"), relay.contact(), 1);
    }

    private void refusedInSilence(Site client, Contact to, int refused) {
        Middle middle = new Middle(world, "10.3." + refused + ".1", relay.endpoint());
        client.connect(new Contact(to.id(), to.linkKey(), to.suite(), List.of(middle.endpoint())));
        world.runUntil("failure", () -> client.events.failures.containsKey(to.id()), 30_000);
        world.run(15_000);
        assertEquals(0, middle.last().target.heard.size(), "bytes that the relay sent");
        assertEquals(refused, relay.env.counted(Counter.LINK_HANDSHAKES_REFUSED));
        assertEquals(0, relay.links.halfOpenCount());
        assertTrue(relay.events.ups.isEmpty());
    }

    @Test
    void shouldRefuseItselfAndTheBanned() {
        Site client = Site.client(world, "10.1.2.1");
        client.banned.add(relay.identity.nodeId());
        client.connect(relay.contact());
        relay.connect(relay.contact());
        world.run(100);
        assertEquals(LinkClose.DENIED, client.events.failures.get(relay.identity.nodeId()));
        assertEquals(LinkClose.DENIED, relay.events.failures.get(relay.identity.nodeId()));
    }

    @Test
    void shouldTellTheSkewOfAuthenticatedPeers() {
        assertTrue(relay.links.medianSkewMs().isEmpty());
        Site behind = Site.relay(world, "10.1.4.1");
        behind.host.clockOffsetMs(-600_000);
        behind.link(world, relay);
        long seenBehind = behind.links.medianSkewMs().orElseThrow();
        long seenHere = relay.links.medianSkewMs().orElseThrow();
        assertEquals(600_000, seenBehind, 1_000);
        assertEquals(-600_000, seenHere, 1_000);
    }
}
