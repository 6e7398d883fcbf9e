package org.qgate.crypto.internal.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.crypto.internal.Vectors;
import org.qgate.crypto.internal.primitive.Aead;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.primitive.X25519Pair;

/** The Noise states against cacophony's vectors: 15 patterns, two AEADs, X25519 and SHA-256; XK among them. */
class CacophonyTest {
    @Test
    void shouldMatchEveryFundamentalPattern() {
        int seen = 0;
        for (Vectors v : Vectors.published("noise/cacophony.json").list("vectors")) {
            String name = v.text("protocol_name");
            boolean ours = name.matches("Noise_[A-Z]+_25519_(AESGCM|ChaChaPoly)_SHA256");
            if (ours && NoisePattern.PATTERNS.containsKey(name.split("_")[1])) {
                check(v, name);
                seen++;
            }
        }
        assertEquals(2 * 15, seen);
    }

    private static X25519Pair pair(Vectors v, String field) {
        return v.has(field) ? X25519Pair.of(v.hex(field)) : null;
    }

    private static byte[] open(Vectors v, String field) {
        return v.has(field) ? v.hex(field) : null;
    }

    private static void check(Vectors v, String name) {
        List<String> pattern = NoisePattern.PATTERNS.get(name.split("_")[1]);
        NoisePattern initiator = new NoisePattern(
                true,
                name,
                v.hex("init_prologue"),
                pair(v, "init_ephemeral"),
                pair(v, "init_static"),
                open(v, "init_remote_static"));
        NoisePattern responder = new NoisePattern(
                false,
                name,
                v.hex("resp_prologue"),
                pair(v, "resp_ephemeral"),
                pair(v, "resp_static"),
                open(v, "resp_remote_static"));
        List<Vectors> messages = v.list("messages");
        int handshake = pattern.size() - 2;
        for (int i = 0; i < handshake; i++) {
            NoisePattern from = i % 2 == 0 ? initiator : responder;
            NoisePattern to = i % 2 == 0 ? responder : initiator;
            byte[] payload = messages.get(i).hex("payload");
            byte[] message = from.write(pattern.get(i + 2), payload);
            assertEquals(messages.get(i).text("ciphertext"), Vectors.hex(message), name + " message " + i);
            assertArrayEquals(payload, to.read(pattern.get(i + 2), message), name + " message " + i);
        }
        assertEquals(v.text("handshake_hash"), Vectors.hex(initiator.hash()), name);
        assertArrayEquals(initiator.split(), responder.split(), name);
        transport(initiator.split(), messages, handshake, name);
    }

    private static void transport(byte[] keys, List<Vectors> messages, int handshake, String name) {
        LinkSuite suite = name.contains("AESGCM") ? LinkSuite.AES_GCM : LinkSuite.CHACHA_POLY;
        long[] counters = new long[2];
        boolean oneWay = handshake == 1;
        for (int i = handshake; i < messages.size(); i++) {
            int side = oneWay ? 0 : i % 2;
            Aead aead = Aead.sealing(suite, Ciphers.standard(), Arrays.copyOfRange(keys, 32 * side, 32 * side + 32));
            byte[] payload = messages.get(i).hex("payload");
            byte[] sealed = new byte[payload.length + 16];
            aead.apply(counters[side]++, null, payload, 0, payload.length, sealed, 0);
            assertEquals(messages.get(i).text("ciphertext"), Vectors.hex(sealed), name + " message " + i);
        }
    }
}
