package org.qgate.crypto.internal.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.crypto.internal.Vectors;
import org.qgate.crypto.internal.identity.LinkMask;
import org.qgate.crypto.internal.noise.NoisePattern;
import org.qgate.crypto.internal.primitive.Aead;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.primitive.MlKemPair;
import org.qgate.crypto.internal.primitive.X25519Pair;

/**
 * The written messages of a link, made once more from their draws by a generic Noise interpreter that knows only the
 * pattern {@code e, es, e1 / e, ee, ekem1 / s, se}: so token order, names and prologue are what the protocol says.
 */
class XkhfsKnownAnswerTest {
    private final Vectors vectors = Vectors.own("crypto.json");
    private final Vectors relay = vectors.in("identities").in("relay");
    private final List<String> pattern = NoisePattern.PATTERNS.get("XKhfs");

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] draw(Vectors link, String whose, int index) {
        return hex(link.texts(whose).get(index));
    }

    @Test
    void shouldBeExactlyNoise() {
        for (Vectors link : vectors.list("links")) {
            check(link, link.text("suite") + " " + link.text("initiator"));
        }
    }

    private NoisePattern initiator(Vectors link, String name, byte[] prologue) {
        boolean anonymous = link.text("initiator").equals("anonymous");
        byte[] s = anonymous
                ? draw(link, "initiator_draws", 2)
                : hex(vectors.in("identities").in("other").texts("draws").get(1));
        X25519Pair e = X25519Pair.of(draw(link, "initiator_draws", 0));
        return new NoisePattern(true, name, prologue, e, X25519Pair.of(s), relay.hex("link_key"))
                .with(MlKemPair.of(draw(link, "initiator_draws", 1)), null);
    }

    private NoisePattern responder(Vectors link, String name, byte[] prologue) {
        X25519Pair s = X25519Pair.of(hex(relay.texts("draws").get(1)));
        X25519Pair e = X25519Pair.of(draw(link, "responder_draws", 0));
        return new NoisePattern(false, name, prologue, e, s, null).with(null, draw(link, "responder_draws", 1));
    }

    private void check(Vectors link, String label) {
        LinkSuite suite = LinkSuite.valueOf(link.text("suite"));
        String name = suite == LinkSuite.AES_GCM
                ? "Noise_XKhfs_25519+MLKEM768_AESGCM_SHA256"
                : "Noise_XKhfs_25519+MLKEM768_ChaChaPoly_SHA256";
        NodeId nodeId = NodeId.parse(relay.text("node_id"));
        byte[] prologue = Bytes.join(
                hex("0a7167617465206c696e6b" + "01" + "000c746573742e6578616d706c65" + "03746370"), nodeId.bytes());
        NoisePattern one = initiator(link, name, prologue);
        NoisePattern two = responder(link, name, prologue);
        LinkMask mask = new LinkMask(nodeId, relay.hex("link_key"));
        byte[] first = link.hex("message_1");
        byte[] plain = Bytes.join(mask.unmask(first, null), Arrays.copyOfRange(first, 48, first.length));
        byte[] payload = two.read(pattern.get(2), plain);
        assertArrayEquals(plain, one.write(pattern.get(2), payload), label);
        assertEquals(11, payload.length);
        byte[] second = link.hex("message_2");
        plain = Bytes.join(mask.unmask(second, first), Arrays.copyOfRange(second, 32, second.length));
        payload = one.read(pattern.get(3), plain);
        assertArrayEquals(plain, two.write(pattern.get(3), payload), label);
        byte[] third = link.hex("message_3");
        payload = two.read(pattern.get(4), third);
        assertArrayEquals(third, one.write(pattern.get(4), payload), label);
        assertEquals(link.text("handshake_hash"), Vectors.hex(one.hash()), label);
        checkFirstRecord(link, suite, one.split(), label);
    }

    private static void checkFirstRecord(Vectors link, LinkSuite suite, byte[] keys, String label) {
        for (int side = 0; side < 2; side++) {
            byte[] key = Arrays.copyOfRange(keys, 32 * side, 32 * side + 32);
            byte[] record = hex(link.texts("records").get(side));
            byte[] text = new byte[5];
            Aead.opening(suite, Ciphers.standard(), key).apply(0, null, record, 2, 21, text, 0);
            assertEquals(link.text("text"), Vectors.hex(text), label);
        }
    }
}
