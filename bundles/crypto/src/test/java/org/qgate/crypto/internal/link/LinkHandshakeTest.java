package org.qgate.crypto.internal.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.api.crypto.LinkCipher;
import org.qgate.api.crypto.LinkHandshake;
import org.qgate.api.crypto.LinkHandshakes;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.error.QGateException;
import org.qgate.crypto.internal.Node;
import org.qgate.crypto.internal.TestClock;

/** The link handshake between whole providers. */
class LinkHandshakeTest {
    private final Node relay = new Node(1);
    private final Node other = new Node(2);

    @ParameterizedTest
    @EnumSource
    void shouldAuthenticateBothRelays(LinkSuite suite) {
        other.clock.wallMs += 1234;
        Handshaken made = Handshaken.make(other, other.identity, relay, suite);
        assertEquals(relay.identity.nodeId(), made.initiator().peer().nodeId());
        assertEquals(other.identity.nodeId(), made.responder().peer().nodeId());
        assertArrayEquals(made.initiator().handshakeHash(), made.responder().handshakeHash());
        assertEquals(TestClock.START_MS + 1234, made.responder().peerWallMs());
        assertEquals(TestClock.START_MS, made.initiator().peerWallMs());
        carries(made.initiator().cipher(), made.responder().cipher());
        carries(made.responder().cipher(), made.initiator().cipher());
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepClientAnonymous(LinkSuite suite) {
        Handshaken made = Handshaken.make(other, null, relay, suite);
        assertNull(made.responder().peer());
        carries(made.initiator().cipher(), made.responder().cipher());
    }

    @ParameterizedTest
    @ValueSource(longs = {-900_000, 900_000})
    void shouldTakeClocksWithinAQuarterOfAnHour(long skewMs) {
        other.clock.wallMs += skewMs;
        Handshaken made = Handshaken.make(other, null, relay, LinkSuite.AES_GCM);
        assertEquals(TestClock.START_MS + skewMs, made.responder().peerWallMs());
    }

    @ParameterizedTest
    @ValueSource(longs = {-900_001, 900_001, -TestClock.START_MS, Long.MAX_VALUE - TestClock.START_MS})
    void shouldRefuseFirstMessagesOfAnotherTimeAsAnyOther(long skewMs) {
        other.clock.wallMs += skewMs;
        LinkHandshake one = other.crypto.links().initiate(relay.target(LinkSuite.AES_GCM), null, Node.NETWORK, "tcp");
        LinkHandshake two = relay.crypto.links().respond(relay.identity, LinkSuite.AES_GCM, "tcp");
        byte[] first = one.start();
        QGateException refused = assertThrows(QGateException.class, () -> two.advance(first));
        assertEquals("QG-CRY-0001 not authentic", refused.getMessage());
        assertEquals(0, two.expects(), "the handshake is over");
    }

    private static void carries(LinkCipher from, LinkCipher to) {
        byte[] message = {1, 2, 3};
        byte[] record = new byte[message.length + LinkCipher.OVERHEAD];
        assertEquals(record.length, from.seal(message, 0, 3, record, 0));
        assertEquals(3 + 16, to.openLength(record, 0));
        byte[] opened = new byte[3];
        assertEquals(3, to.open(record, 2, 19, opened, 0));
        assertArrayEquals(message, opened);
    }

    @Test
    void shouldAnnounceExactLengths() {
        LinkHandshake one = other.crypto.links().initiate(relay.target(LinkSuite.AES_GCM), null, Node.NETWORK, "tcp");
        LinkHandshake two = relay.crypto.links().respond(relay.identity, LinkSuite.AES_GCM, "tcp");
        byte[] first = one.start();
        assertEquals(two.expects(), first.length);
        assertEquals(Xkhfs.MESSAGE_1, first.length);
        byte[] second = two.advance(first);
        assertEquals(one.expects(), second.length);
        assertEquals(Xkhfs.MESSAGE_2, second.length);
        byte[] third = one.advance(second);
        assertEquals(two.expects(), third.length);
        assertEquals(Xkhfs.MESSAGE_3_ANONYMOUS, third.length);
        assertEquals(0, one.expects());
        assertTrue(one.done());
        assertFalse(two.done());
        two.advance(third);
        assertTrue(two.done());
    }

    @Test
    void shouldJudgeProbesByTheirMac() {
        byte[] first = other.crypto
                .links()
                .initiate(relay.target(LinkSuite.AES_GCM), null, Node.NETWORK, "tcp")
                .start();
        LinkHandshakes links = relay.crypto.links();
        byte[] shifted = new byte[LinkHandshakes.PROBE_BYTES + 7];
        System.arraycopy(first, 0, shifted, 7, LinkHandshakes.PROBE_BYTES);
        assertTrue(links.plausible(relay.identity, LinkSuite.AES_GCM, shifted, 7));
        assertFalse(links.plausible(relay.identity, LinkSuite.CHACHA_POLY, shifted, 7));
        assertFalse(links.plausible(other.identity, LinkSuite.AES_GCM, shifted, 7));
        for (int bit = 0; bit < 8 * LinkHandshakes.PROBE_BYTES; bit++) {
            shifted[7 + bit / 8] ^= (byte) (1 << bit % 8);
            assertFalse(links.plausible(relay.identity, LinkSuite.AES_GCM, shifted, 7), "bit " + bit);
            shifted[7 + bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void shouldRefuseAnyFlippedByteOfAnyMessage() {
        for (int which = 1; which <= 3; which++) {
            int length = which == 1 ? Xkhfs.MESSAGE_1 : which == 2 ? Xkhfs.MESSAGE_2 : Xkhfs.MESSAGE_3_ANONYMOUS;
            for (int at = 0; at < length; at += Math.max(1, length / 40)) {
                assertEquals("QG-CRY-0001", flipped(which, at), "message " + which + " byte " + at);
            }
            assertEquals("QG-CRY-0001", flipped(which, length - 1));
        }
    }

    private String flipped(int which, int at) {
        LinkHandshake one = other.crypto.links().initiate(relay.target(LinkSuite.AES_GCM), null, Node.NETWORK, "tcp");
        LinkHandshake two = relay.crypto.links().respond(relay.identity, LinkSuite.AES_GCM, "tcp");
        return assertThrows(QGateException.class, () -> {
                    byte[] first = one.start();
                    first[at % first.length] ^= (byte) (which == 1 ? 1 : 0);
                    byte[] second = two.advance(first);
                    second[at % second.length] ^= (byte) (which == 2 ? 1 : 0);
                    byte[] third = one.advance(second);
                    third[at % third.length] ^= (byte) (which == 3 ? 1 : 0);
                    two.advance(third);
                })
                .codeId();
    }
}
