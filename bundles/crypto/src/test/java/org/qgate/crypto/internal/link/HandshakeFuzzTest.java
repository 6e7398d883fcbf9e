package org.qgate.crypto.internal.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.LinkHandshake;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.error.QGateException;
import org.qgate.common.wire.WireWriter;
import org.qgate.crypto.internal.Node;
import org.qgate.crypto.internal.SeededRandom;
import org.qgate.crypto.internal.identity.LinkMask;
import org.qgate.crypto.internal.noise.SymmetricState;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.primitive.MlKemPair;
import org.qgate.crypto.internal.primitive.X25519Pair;
import org.qgate.sim.Corpus;
import org.qgate.sim.Cost;

/**
 * Whatever comes as a message of a link's handshake. The first byte of an input says which: messages 1 to 3 as they
 * are, or 4 and 5, the payloads of messages 1 and 3, rightly sealed by a stranger who knows the relay's link key, as
 * everybody does.
 */
final class HandshakeFuzzTest {
    private static final Node RELAY = new Node(1);
    private static final LinkSuite SUITE = LinkSuite.AES_GCM;
    private static final byte[][] GOOD = conversation();
    private static final long BASE = 8 << 20;
    private static final long PER_BYTE = 200;

    /** A client whose randomness is the same each time, so that its messages are. */
    private static LinkHandshake client() {
        return links(7).initiate(RELAY.target(SUITE), null, Node.NETWORK, "tcp");
    }

    private static LinkHandshake relay() {
        return links(8).respond(RELAY.identity, SUITE, "tcp");
    }

    private static NoiseLinks links(long seed) {
        return new NoiseLinks(new SeededRandom(seed), RELAY.clock, Ciphers.standard(), LinkLimits.STANDARD);
    }

    private static byte[][] conversation() {
        LinkHandshake client = client();
        byte[] first = client.start();
        byte[] second = relay().advance(first);
        return new byte[][] {first, second, client.advance(second)};
    }

    @FuzzTest
    void shouldRefuseAllAlike(byte[] input) {
        Cost.bound(input, BASE, PER_BYTE, () -> check(input));
    }

    private static void check(byte[] input) {
        byte[] body = Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
        switch (input.length == 0 ? 0 : input[0]) {
            case 1 -> {
                given(relay(), body, GOOD[0]);
                given(relay(), Arrays.copyOf(body, Xkhfs.MESSAGE_1), GOOD[0]);
            }
            case 2 -> {
                LinkHandshake client = client();
                client.start();
                given(client, Arrays.copyOf(body, Xkhfs.MESSAGE_2), GOOD[1]);
            }
            case 3 -> {
                LinkHandshake relay = relay();
                relay.advance(GOOD[0]);
                given(relay, Arrays.copyOf(body, Xkhfs.MESSAGE_3_ANONYMOUS), GOOD[2]);
            }
            case 4 -> new Stranger().first(Arrays.copyOf(body, Xkhfs.PAYLOAD_1));
            case 5 -> new Stranger().third(body);
            default -> {} // nothing
        }
    }

    private static void given(LinkHandshake to, byte[] message, byte[] good) {
        try {
            to.advance(message);
            assertArrayEquals(good, message, "nobody could make this");
        } catch (QGateException refused) {
            alike(to, refused);
        }
    }

    private static void alike(LinkHandshake over, QGateException refused) {
        assertEquals("QG-CRY-0001 not authentic", refused.getMessage());
        assertFalse(over.done());
        assertEquals(0, over.expects(), "it is over");
    }

    /** Speaks Noise as it should be, and says in it what he likes. */
    private static final class Stranger {
        private final LinkHandshake relay = relay();
        private final SymmetricState noise = new SymmetricState(Xkhfs.protocolName(SUITE), SUITE, Ciphers.standard());
        private final LinkMask mask = new LinkMask(RELAY.identity.nodeId(), RELAY.identity.linkKey());
        private final SeededRandom random = new SeededRandom(9);
        private final X25519Pair e = X25519Pair.fresh(random);
        private final MlKemPair kem = MlKemPair.fresh(random);
        private final byte[] masked = mask.mask(e.open(), null);

        private byte[] firstMessage(byte[] payload) {
            noise.mixHash(Xkhfs.prologue(Node.NETWORK, "tcp", RELAY.identity.nodeId()));
            noise.mixHash(RELAY.identity.linkKey());
            noise.mixHash(e.open());
            noise.mixKey(e.agree(RELAY.identity.linkKey()));
            byte[] e1 = noise.encryptAndHash(kem.open());
            return Bytes.join(masked, mask.mac(SUITE, masked), e1, noise.encryptAndHash(payload));
        }

        void first(byte[] payload) {
            try {
                relay.advance(firstMessage(payload));
                boolean known =
                        relay.expects() == Xkhfs.MESSAGE_3_ANONYMOUS || relay.expects() == Xkhfs.MESSAGE_3_CERTIFIED;
                assertTrue(known && payload[0] == Xkhfs.VERSION, "a version and a length of message 3 that exist");
            } catch (QGateException refused) {
                alike(relay, refused);
            }
        }

        void third(byte[] content) {
            boolean certified = content.length > Xkhfs.PAYLOAD_3_ANONYMOUS;
            int length = certified ? Xkhfs.MESSAGE_3_CERTIFIED : Xkhfs.MESSAGE_3_ANONYMOUS;
            byte[] first = new WireWriter()
                    .u8(Xkhfs.VERSION)
                    .i64(RELAY.clock.wallMs())
                    .u16(length)
                    .toBytes();
            byte[] second = relay.advance(firstMessage(first));
            byte[] theirs = mask.unmask(second, masked);
            noise.mixHash(theirs);
            noise.mixKey(e.agree(theirs));
            int kemEnd = LinkMask.MASKED + MlKemPair.CIPHERTEXT + 16;
            noise.mixKey(kem.decapsulate(noise.decryptAndHash(second, LinkMask.MASKED, kemEnd - LinkMask.MASKED)));
            noise.decryptAndHash(second, kemEnd, second.length - kemEnd);
            X25519Pair own = X25519Pair.fresh(random);
            byte[] s = noise.encryptAndHash(own.open());
            noise.mixKey(own.agree(theirs));
            byte[] payload = Arrays.copyOf(content, length - (X25519Pair.BYTES + 16) - 16);
            boolean right = !certified && payload[0] == Xkhfs.VERSION && payload[1] == Xkhfs.KIND_ANONYMOUS;
            try {
                relay.advance(Bytes.join(s, noise.encryptAndHash(payload)));
                assertTrue(right && relay.done(), "only a client without a name needs no proof");
            } catch (QGateException refused) {
                assertFalse(right);
                alike(relay, refused);
            }
        }
    }

    @Test
    void shouldHoldForMutations() {
        Corpus.of(getClass(), "shouldRefuseAllAlike").mutate(300, HandshakeFuzzTest::check);
    }

    @Test
    void shouldKeepItsInputs() {
        byte[] payload = new WireWriter()
                .u8(Xkhfs.VERSION)
                .i64(RELAY.clock.wallMs())
                .u16(Xkhfs.MESSAGE_3_ANONYMOUS)
                .toBytes();
        Corpus.of(getClass(), "shouldRefuseAllAlike")
                .keeps(Map.of(
                        "message-1", input(1, GOOD[0]),
                        "message-2", input(2, GOOD[1]),
                        "message-3", input(3, GOOD[2]),
                        "payload-1", input(4, payload),
                        "payload-3", input(5, new byte[] {Xkhfs.VERSION, Xkhfs.KIND_ANONYMOUS}),
                        "payload-3-certified", input(5, certified())));
    }

    /** A proof that is none: the relay's own certificate and no signature. */
    private static byte[] certified() {
        byte[] head = {Xkhfs.VERSION, Xkhfs.KIND_CERTIFIED};
        return Bytes.join(head, RELAY.identity.certificate());
    }

    private static byte[] input(int which, byte[] message) {
        return new WireWriter().u8(which).bytes(message).toBytes();
    }
}
