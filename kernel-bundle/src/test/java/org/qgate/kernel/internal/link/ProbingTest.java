package org.qgate.kernel.internal.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.kernel.internal.Counter;
import org.qgate.sim.SimWorld;

class ProbingTest {
    private static final int MESSAGE_1 = 1_275;

    private final SimWorld world = new SimWorld(770_001);
    private final Site relay = Site.relay(world, "10.1.0.1");
    private final Stranger stranger = new Stranger(world, "10.5.0.1");

    private final Middle middle = new Middle(world, "10.6.0.1", relay.endpoint());
    private final Site client = Site.client(world, "10.7.0.1");

    /** Returns a genuine first message to the relay, which never got it. */
    private byte[] message1() {
        middle.tamper = (fromDialler, offset, bytes) -> new byte[0];
        client.events.failures.clear();
        client.connect(relay.contact(middle.endpoint()));
        world.runUntil("end of the attempt", () -> !client.events.failures.isEmpty(), 20_000);
        world.run(500);
        return middle.last().dialler.heard.toByteArray();
    }

    private void assertSilence(Stranger.Call call, Counter counter, long before, long withinMs) {
        world.runUntil("end of the connection", () -> call.over, withinMs);
        assertEquals(0, call.heard, "bytes that the relay sent");
        assertEquals(before + 1, relay.env.counted(counter));
        assertEquals(0, relay.links.halfOpenCount());
        assertTrue(relay.events.ups.isEmpty());
    }

    @Test
    void shouldAnswerAGenuineMessage() {
        byte[] genuine = message1();
        assertEquals(MESSAGE_1, genuine.length);
        Stranger.Call call = stranger.call(relay.endpoint());
        call.send(genuine);
        world.runUntil("answer", () -> call.heard > 0, 5_000);
    }

    @Test
    void shouldBeSilentToGarbageOfAnyLength() {
        for (int length : new int[] {48, 49, 500, MESSAGE_1, 100_000}) {
            long before = relay.env.counted(Counter.LINK_HANDSHAKES_REFUSED);
            Stranger.Call call = stranger.call(relay.endpoint());
            call.send(world.random().bytes(length));
            assertSilence(call, Counter.LINK_HANDSHAKES_REFUSED, before, 12_000);
        }
    }

    @Test
    void shouldBeSilentToAFlippedBitAnywhereInMessage1() {
        byte[] genuine = message1();
        for (int at = 0; at < genuine.length; at += at < 64 ? 7 : 101) {
            long before = relay.env.counted(Counter.LINK_HANDSHAKES_REFUSED);
            byte[] flipped = genuine.clone();
            flipped[at] ^= (byte) (1 << world.random().below(8));
            if (at >= 48) { // the ephemeral passes the probe and would be known the second time
                flipped = message1();
                flipped[at] ^= 1;
            }
            Stranger.Call call = stranger.call(relay.endpoint());
            call.send(flipped);
            assertSilence(call, Counter.LINK_HANDSHAKES_REFUSED, before, 12_000);
        }
    }

    @Test
    void shouldBeSilentToAReplay() {
        byte[] genuine = message1();
        Stranger.Call first = stranger.call(relay.endpoint());
        first.send(genuine);
        world.runUntil("answer", () -> first.heard > 0, 5_000);
        world.runUntil("end of the first", () -> first.over, 20_000);
        world.run(20 * 60_000);
        long before = relay.env.counted(Counter.LINK_REPLAYS_REFUSED);
        Stranger.Call again = stranger.call(relay.endpoint());
        again.send(genuine);
        assertSilence(again, Counter.LINK_REPLAYS_REFUSED, before, 12_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {-3_600_000, -920_000, 920_000, 3_600_000})
    void shouldBeSilentToAFirstMessageOfAnotherTime(long skewMs) {
        client.host.clockOffsetMs(skewMs);
        byte[] genuine = message1();
        Stranger.Call call = stranger.call(relay.endpoint());
        call.send(genuine);
        assertSilence(call, Counter.LINK_HANDSHAKES_REFUSED, 0, 12_000);
    }

    @Test
    void shouldBeSilentToAFirstMessageThatCameTooLate() {
        byte[] genuine = message1();
        world.run(901_000);
        Stranger.Call call = stranger.call(relay.endpoint());
        call.send(genuine);
        assertSilence(call, Counter.LINK_HANDSHAKES_REFUSED, 0, 12_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {-890_000, 890_000})
    void shouldAnswerClocksThatAreALittleOff(long skewMs) {
        client.host.clockOffsetMs(skewMs);
        client.link(world, relay);
    }

    @Test
    void shouldRememberFirstMessagesAcrossAHandOver() {
        byte[] genuine = message1();
        Stranger.Call first = stranger.call(relay.endpoint());
        first.send(genuine);
        world.runUntil("answer", () -> first.heard > 0, 5_000);
        relay.handOver(world, 100);
        world.runUntil("end of the half-open one", () -> first.over, 1_000);
        Stranger.Call again = stranger.call(relay.endpoint());
        again.send(genuine);
        assertSilence(again, Counter.LINK_REPLAYS_REFUSED, 0, 12_000);
    }

    @Test
    void shouldEndTruncatedAndDrippingHandshakesInTime() {
        byte[] genuine = message1();
        for (int length : new int[] {1, 47, 48, 700, MESSAGE_1 - 1}) {
            long before = relay.env.counted(Counter.LINK_HANDSHAKES_REFUSED);
            byte[] part = Arrays.copyOf(genuine, length);
            if (length > 47) {
                part = Arrays.copyOf(message1(), length);
            }
            Stranger.Call call = stranger.call(relay.endpoint());
            call.send(part);
            assertSilence(call, Counter.LINK_HANDSHAKES_REFUSED, before, 13_000);
        }
        long before = relay.env.counted(Counter.LINK_HANDSHAKES_REFUSED);
        Stranger.Call slow = stranger.call(relay.endpoint());
        slow.drip(message1(), 0, 100);
        assertSilence(slow, Counter.LINK_HANDSHAKES_REFUSED, before, 13_000);
    }

    @Test
    void shouldRefuseGarbageInPlaceOfMessage3() {
        Stranger.Call call = stranger.call(relay.endpoint());
        call.send(message1());
        world.runUntil("answer", () -> call.heard > 0, 5_000);
        long heard = call.heard;
        call.send(world.random().bytes(60_000));
        world.runUntil("end of the connection", () -> call.over, 12_000);
        assertEquals(heard, call.heard, "no byte more than message 2");
        assertEquals(1, relay.env.counted(Counter.LINK_HANDSHAKES_REFUSED));
        assertTrue(relay.events.ups.isEmpty());
    }

    @Test
    void shouldCloseAfterTimesThatDiffer() {
        long[] took = new long[12];
        for (int i = 0; i < took.length; i++) {
            Stranger.Call call = stranger.call(relay.endpoint());
            long sentAt = world.nowMs();
            call.send(world.random().bytes(64));
            world.runUntil("end", () -> call.over, 12_000);
            took[i] = call.overAtMs - sentAt;
        }
        assertTrue(Arrays.stream(took).distinct().count() > 6, () -> Arrays.toString(took));
    }

    @Test
    void shouldBoundHalfOpenConnectionsPerSubnetAndInTotal() {
        Site small = Site.relay(
                world,
                "10.1.8.1",
                "link_half_open_max",
                "50",
                "link_half_open_subnet_max",
                "20",
                "link_attempts_per_minute",
                "1000");
        for (int subnet = 0; subnet < 4; subnet++) {
            Stranger flooder = new Stranger(world, "10.8." + subnet + ".1");
            for (int i = 0; i < 60; i++) {
                flooder.begin(small.endpoint());
            }
            world.run(1_000);
            assertEquals(Math.min(50, 20 * (subnet + 1)), small.links.halfOpenCount());
            assertTrue(flooder.open() <= 20, () -> flooder.open() + " open");
        }
        assertEquals(240 - 50, small.env.counted(Counter.LINK_HALF_OPEN_REFUSED));
        world.run(15_000);
        assertEquals(0, small.links.halfOpenCount());
        Site.client(world, "10.8.0.2").link(world, small);
    }

    @Test
    void shouldLetAFloodFromManySubnetsDisplaceItself() {
        Site small = Site.relay(world, "10.1.7.1", "link_half_open_max", "40", "link_half_open_subnet_max", "10");
        for (int subnet = 0; subnet < 8; subnet++) {
            Stranger flooder = new Stranger(world, "10.9." + subnet + ".1");
            for (int i = 0; i < 10; i++) {
                flooder.begin(small.endpoint());
            }
        }
        world.run(500);
        assertEquals(40, small.links.halfOpenCount());
        Stranger later = new Stranger(world, "10.9.200.1");
        Stranger.Call first = later.call(small.endpoint());
        for (int subnet = 20; subnet < 26; subnet++) {
            Stranger flooder = new Stranger(world, "10.9." + subnet + ".1");
            for (int i = 0; i < 10; i++) {
                flooder.begin(small.endpoint());
            }
        }
        assertEquals(40, small.links.halfOpenCount());
        Site.client(world, "10.9.201.1").link(world, small);
        assertTrue(!first.over, "one of a quiet subnet stays, though it is older");
    }

    @Test
    void shouldBoundConnectionsOfAnAddressPerMinute() {
        Site strict = Site.relay(world, "10.1.9.1", "link_attempts_per_minute", "6");
        for (int i = 0; i < 10; i++) {
            stranger.begin(strict.endpoint());
        }
        world.run(500);
        assertEquals(6, strict.links.halfOpenCount());
        world.run(10_000);
        Stranger.Call later = stranger.call(strict.endpoint());
        world.run(200);
        assertTrue(!later.over);
    }
}
