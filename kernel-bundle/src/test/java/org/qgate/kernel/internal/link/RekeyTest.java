package org.qgate.kernel.internal.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qgate.kernel.internal.Counter;
import org.qgate.sim.SimWorld;

/** Rekeys that the use of a key makes due, and ends that break the rules of rekeying. */
class RekeyTest {
    private final SimWorld world = new SimWorld(616);
    private final Site relay = Site.relayOf(world, "10.1.0.1", new Site.KeyUse(400, 1 << 30));
    private final Site other = Site.relayOf(world, "10.2.0.1", new Site.KeyUse(400, 1 << 30));

    @BeforeEach
    void link() {
        other.link(world, relay);
    }

    private TcpLink initiator() {
        return (TcpLink) other.links.all().get(0);
    }

    private TcpLink responder() {
        return (TcpLink) relay.links.all().get(0);
    }

    @Test
    void shouldRenewKeysThatWereUsedOften() {
        new Traffic(world, other, initiator().id(), 4_000, 2, 8);
        new Traffic(world, relay, responder().id(), 4_000, 2, 8);
        world.runUntil("all items", () -> relay.events.items() == 4_000 && other.events.items() == 4_000, 120_000);
        assertTrue(
                initiator().info().keyGeneration() >= 4,
                () -> "rekeys: " + initiator().info());
        assertTrue(other.events.downs.isEmpty());
    }

    @Test
    void shouldRenewKeysThatOnlyTheResponderUsedOften() {
        new Traffic(world, relay, responder().id(), 2_000, 2, 8);
        world.runUntil("all items", () -> other.events.items() == 2_000, 120_000);
        assertTrue(initiator().info().keyGeneration() >= 2);
    }

    @Test
    void shouldBeginWhenTheResponderAsks() {
        renewed();
    }

    /** Lets the link renew its keys once. */
    private void renewed() {
        relay.env.turn(() -> responder().out().rekey(Frame.REKEY_ASK, new byte[0]));
        world.runUntil("rekey", () -> initiator().info().keyGeneration() == 1, 1_000);
    }

    @Test
    void shouldIgnoreAnAskTooEarly() {
        renewed();
        relay.env.turn(() -> responder().out().rekey(Frame.REKEY_ASK, new byte[0]));
        world.run(5_000);
        assertEquals(1, initiator().info().keyGeneration());
        assertTrue(other.events.downs.isEmpty());
    }

    @Test
    void shouldNeverSealBeyondTwiceALimit() {
        for (int i = 0; i < 1_000 && other.events.downs.isEmpty(); i++) {
            other.env.turn(() -> other.links.all().forEach(link -> link.control(ControlType.DRAINING, new byte[1])));
        }
        world.run(100);
        assertEquals(LinkClose.REKEY, other.events.downs.get(0).reason());
        assertTrue(relay.events.controls.size() <= 800);
    }

    private void breaks(Site by, TcpLink link, int kind, byte[] body) {
        Site victim = by == relay ? other : relay;
        by.env.turn(() -> link.out().rekey(kind, body));
        world.runUntil("end", () -> !victim.events.downs.isEmpty(), 5_000);
        assertEquals(1, victim.env.counted(Counter.LINK_RECORDS_REFUSED));
        assertEquals(LinkClose.PROTOCOL, victim.events.downs.get(0).reason());
    }

    @Test
    void shouldRefuseAnOfferBeforeItsTime() {
        renewed();
        breaks(other, initiator(), Frame.REKEY_OFFER, new byte[1_221]);
    }

    @Test
    void shouldRefuseAnOfferOfTheResponder() {
        world.run(2_000);
        breaks(relay, responder(), Frame.REKEY_OFFER, new byte[1_221]);
    }

    @Test
    void shouldRefuseAnAnswerWithoutAnOffer() {
        world.run(2_000);
        breaks(relay, responder(), Frame.REKEY_ANSWER, new byte[1_125]);
    }

    @Test
    void shouldRefuseAnUnknownKind() {
        breaks(other, initiator(), 9, new byte[4]);
    }

    @Test
    void shouldCloseForAnOfferThatIsGarbage() {
        world.run(2_000);
        other.env.turn(() -> initiator().out().rekey(Frame.REKEY_OFFER, new byte[100]));
        world.runUntil("end", () -> !relay.events.downs.isEmpty(), 5_000);
        assertEquals(LinkClose.REKEY, relay.events.downs.get(0).reason());
    }
}
