package org.qgate.crypto.internal.primitive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.Blake3Digest;
import org.bouncycastle.crypto.params.Blake3Parameters;
import org.junit.jupiter.api.Test;
import org.qgate.crypto.internal.Vectors;

/** BLAKE3 in its three modes against the BLAKE3 team's vectors, and our framing on top. */
class Blake3VectorsTest {
    private final Blake3 hashes = new Blake3();

    @Test
    void shouldHash_allModesAllLengths() {
        Vectors vectors = Vectors.published("blake3/test_vectors.json");
        byte[] key = vectors.text("key").getBytes(StandardCharsets.US_ASCII);
        for (Vectors test : vectors.list("cases")) {
            byte[] input = input(test.number("input_len"));
            String name = "length " + input.length;
            assertEquals(test.text("hash").substring(0, 64), Vectors.hex(hashes.blake3Plain(input)), name);
            Blake3Digest keyed = new Blake3Digest();
            keyed.init(Blake3Parameters.key(key));
            keyed.update(input, 0, input.length);
            assertEquals(test.text("keyed_hash").substring(0, 64), Vectors.hex(Blake3.finish(keyed)), name);
            Blake3Digest deriving = Blake3.deriving(vectors.text("context_string"));
            deriving.update(input, 0, input.length);
            assertEquals(test.text("derive_key").substring(0, 64), Vectors.hex(Blake3.finish(deriving)), name);
        }
    }

    /** The vectors' input: bytes 0 to 250, again and again. */
    private static byte[] input(int length) {
        byte[] input = new byte[length];
        for (int i = 0; i < length; i++) {
            input[i] = (byte) (i % 251);
        }
        return input;
    }

    @Test
    void shouldFrameParts() {
        byte[] expected;
        Blake3Digest digest = Blake3.deriving("qgate 1 example");
        digest.update(new byte[] {0, 0, 0, 0, 0, 0, 0, 2, 'a', 'b', 0, 0, 0, 0, 0, 0, 0, 0}, 0, 18);
        expected = Blake3.finish(digest);
        assertEquals(
                Vectors.hex(expected),
                Vectors.hex(hashes.blake3("qgate 1 example", new byte[] {'a', 'b'}, new byte[0])));
    }

    @Test
    void shouldSeparatePartsAndDomains() {
        byte[] joined = hashes.blake3("qgate 1 example", new byte[] {1, 2}, new byte[] {3});
        byte[] other = hashes.blake3("qgate 1 example", new byte[] {1}, new byte[] {2, 3});
        assertFalse(Bytes.same(joined, other));
        assertFalse(Bytes.same(joined, hashes.blake3("qgate 1 other", new byte[] {1, 2}, new byte[] {3})));
        assertTrue(Bytes.same(joined, hashes.blake3("qgate 1 example", new byte[] {1, 2}, new byte[] {3})));
        assertFalse(Bytes.same(joined, new byte[31]));
    }
}
