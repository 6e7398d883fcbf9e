package org.qgate.crypto.internal.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qgate.crypto.internal.Vectors;
import org.qgate.crypto.internal.primitive.MlKemPair;
import org.qgate.crypto.internal.primitive.X25519Pair;

/**
 * The tokens e1 and ekem1 against somebody else's implementation: the first vector of js-libp2p-noise for XXhfs, whose
 * keys all come from one repeated byte each.
 */
class XxhfsTest {
    private static final String NAME = "Noise_XXhfs_25519+ML-KEM-768_ChaChaPoly_SHA256";
    private static final byte[] NOTHING = {};

    private static byte[] repeated(int value, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static X25519Pair pair(int value) {
        return X25519Pair.of(repeated(value, 32));
    }

    @Test
    void shouldMatchForeignImplementation() {
        List<String> pattern = NoisePattern.PATTERNS.get("XXhfs");
        NoisePattern one = new NoisePattern(true, NAME, NOTHING, pair(0x13), pair(0x11), null)
                .with(MlKemPair.of(repeated(0x15, 64)), null);
        NoisePattern two =
                new NoisePattern(false, NAME, NOTHING, pair(0x14), pair(0x12), null).with(null, repeated(0x16, 32));
        byte[] first = one.write(pattern.get(2), NOTHING);
        assertEquals(1216, first.length);
        two.read(pattern.get(2), first);
        byte[] second = two.write(pattern.get(3), NOTHING);
        assertEquals(1200, second.length);
        one.read(pattern.get(3), second);
        byte[] third = one.write(pattern.get(4), NOTHING);
        two.read(pattern.get(4), third);
        assertEquals(
                "ddacaa0284833e7cfe64c1086652310737e24d4f9e9b01f851097a89dbc9ac0c"
                        + "9c9c3f7a6039d5d41edfe039792721b4ebf3a2d3cb8c67b29447f0b2a2bf422e",
                Vectors.hex(third));
        String hash = "86b6140bdd5266658b0f25b5d3088153418f072068fb1564bf0502429d5ee862";
        String keys = "2931480a25e21d6f48b8687d7d753d0097d755fc8e76764b797a3c9db038422b"
                + "49849d5ec7ee65f51397789fee47f984fee70a4d4628ea065e2a2b89395ea67a";
        for (NoisePattern end : List.of(one, two)) {
            assertEquals(hash, Vectors.hex(end.hash()));
            assertEquals(keys, Vectors.hex(end.split()));
        }
    }
}
