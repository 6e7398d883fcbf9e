package org.qgate.kernel.internal.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.PortSink;
import org.qgate.sim.SimWorld;

class TamperTest {
    private final SimWorld world = new SimWorld(5_550_123);
    private final Site relay = Site.relay(world, "10.1.0.1", "link_padding", "false", "link_rekey_seconds", "10");
    private final Site client = Site.client(world, "10.2.0.1", "link_padding", "false", "link_rekey_seconds", "10");
    private final Middle middle = new Middle(world, "10.3.0.1", relay.endpoint());

    @BeforeEach
    void link() {
        client.connect(relay.contact(middle.endpoint()));
        world.runUntil("link", () -> !client.events.ups.isEmpty() && !relay.events.ups.isEmpty(), 20_000);
    }

    /** Lets the client send one record that never arrives; returns its bytes. */
    private byte[] withheld(Runnable sending) {
        int before = middle.last().dialler.heard.size();
        middle.tamper = (fromDialler, offset, bytes) -> fromDialler ? new byte[0] : bytes;
        client.env.turn(sending);
        world.run(50);
        byte[] all = middle.last().dialler.heard.toByteArray();
        return Arrays.copyOfRange(all, before, all.length);
    }

    private byte[] oneItem() {
        return withheld(() -> client.events.last().control(ControlType.DIR_DATA, Traffic.first(200)));
    }

    @Test
    void shouldCloseAndDeliverNothingForAnyFlippedByte() {
        byte[] record = oneItem();
        assertEquals(517 + 18, record.length);
        Map<String, Object> state = relay.links.freeze();
        deliver(state, record, 1); // unchanged: the item arrives
        for (int at = 0; at < record.length; at++) {
            byte[] flipped = record.clone();
            flipped[at] ^= (byte) (1 << world.random().below(8));
            deliver(state, flipped, 0);
        }
    }

    @Test
    void shouldCloseForEveryBitOfLengthAndTag() {
        byte[] record = oneItem();
        Map<String, Object> state = relay.links.freeze();
        for (int bit = 0; bit < 16 + 128; bit++) {
            int at = bit < 16 ? bit / 8 : record.length - 18 + bit / 8;
            byte[] flipped = record.clone();
            flipped[at] ^= (byte) (1 << bit % 8);
            deliver(state, flipped, 0);
        }
    }

    /** Gives a record, and enough behind it for any length, to a copy of the receiving link. */
    private void deliver(Map<String, Object> state, byte[] record, long items) {
        Recorder events = new Recorder();
        TcpLinks copy = new TcpLinks(relay.env, relay.identity, relay.settings, events, new AccessList(id -> false));
        copy.thaw(state);
        PortSink sink = ((TcpLink) copy.all().get(0)).sink();
        byte[] more = Arrays.copyOf(record, items > 0 ? record.length : 60_000);
        int taken = sink.received(more, 0, more.length);
        assertEquals(more.length, taken);
        assertEquals(items, events.items());
        assertEquals(items == 0, copy.all().isEmpty(), "the link is closed exactly when the record was changed");
    }

    @Test
    void shouldCloseBothEndsWhenABitFlipsOnTheWay() {
        Traffic traffic = new Traffic(world, client, client.events.last().id(), 100_000, 5, 20);
        world.run(2_000);
        long target = middle.last().dialler.heard.size() + 10_000;
        middle.tamper = (fromDialler, offset, bytes) -> {
            if (fromDialler && offset <= target && target < offset + bytes.length) {
                bytes[(int) (target - offset)] ^= 16;
            }
            return bytes;
        };
        world.runUntil("ends", () -> !relay.events.downs.isEmpty() && !client.events.downs.isEmpty(), 30_000);
        assertEquals(LinkClose.PROTOCOL, relay.events.downs.get(0).reason());
        assertEquals(1, relay.env.counted(Counter.LINK_RECORDS_REFUSED));
        assertTrue(relay.events.items() > 0 && relay.events.items() < traffic.sent());
    }

    @Test
    void shouldNotOpenARecordTwice() {
        int before = middle.last().dialler.heard.size();
        client.env.turn(() -> client.events.last().control(ControlType.DRAINING, new byte[1]));
        world.run(100);
        byte[] all = middle.last().dialler.heard.toByteArray();
        assertEquals(1, relay.events.controls.size());
        middle.send(middle.last().target.port, Arrays.copyOfRange(all, before, all.length));
        middle.send(middle.last().target.port, new byte[20_000]); // the length of the second is read as any number
        world.runUntil("end", () -> !relay.events.downs.isEmpty(), 5_000);
        assertEquals(1, relay.events.controls.size());
        assertEquals(LinkClose.PROTOCOL, relay.events.downs.get(0).reason());
    }

    @Test
    void shouldNotOpenARecordOfOldKeysAfterARekey() {
        byte[] old = oneItem();
        Map<String, Object> before = relay.links.freeze();
        relay.env.park();
        deliverCopy(before, old, 1);
        relay.handOverOf(before);
        middle.tamper = (fromDialler, offset, bytes) -> bytes;
        middle.send(middle.last().target.port, old);
        world.runUntil("rekey", () -> relay.links.infos().get(0).keyGeneration() == 1, 60_000);
        Map<String, Object> after = relay.links.freeze();
        relay.env.park();
        relay.handOverOf(after);
        deliver(after, old, 0);
    }

    private void deliverCopy(Map<String, Object> state, byte[] record, long items) {
        relay.rewire();
        deliver(state, record, items);
    }
}
