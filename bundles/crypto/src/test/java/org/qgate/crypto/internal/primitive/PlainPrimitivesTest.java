package org.qgate.crypto.internal.primitive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.qgate.api.crypto.Primitives;
import org.qgate.api.error.QGateException;
import org.qgate.crypto.internal.Providers;
import org.qgate.crypto.internal.SeededRandom;
import org.qgate.crypto.internal.Vectors;

/** Primitives for others' keys, against published answers. */
class PlainPrimitivesTest {
    private static final byte[] NONE = {};
    private final Primitives primitives = with(Ciphers.standard());

    private static Primitives with(Ciphers ciphers) {
        return new PlainPrimitives(new SeededRandom(3), ciphers);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static void refused(String code, Executable step) {
        assertEquals(code, assertThrows(QGateException.class, step).codeId());
    }

    /** FIPS 180-4's example, and RFC 4231, section 4.3. */
    @Test
    void shouldHashAndAuthenticate() {
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                Vectors.hex(primitives.sha256(ascii("abc"))));
        assertEquals(
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                Vectors.hex(primitives.hmac(ascii("Jefe"), ascii("what do ya want for nothing?"))));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** RFC 5869, appendices A.1 and A.3. */
    @Test
    void shouldDerive() {
        byte[] secret = hex("0b".repeat(22));
        assertEquals(
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
                Vectors.hex(
                        primitives.derive(secret, hex("000102030405060708090a0b0c"), hex("f0f1f2f3f4f5f6f7f8f9"), 42)));
        assertEquals(
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
                Vectors.hex(primitives.derive(secret, NONE, NONE, 42)));
        assertEquals(8_160, primitives.derive(secret, NONE, NONE, 8_160).length);
        refused("QG-CRY-0002", () -> primitives.derive(secret, NONE, NONE, 8_161));
        refused("QG-CRY-0002", () -> primitives.derive(secret, NONE, NONE, 0));
    }

    /** RFC 8439, section 2.8.2, by every provider of ciphers. */
    @Test
    void shouldSealAndOpen_rfc8439() {
        byte[] key = hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
        byte[] nonce = hex("070000004041424344454647");
        byte[] associated = hex("50515253c0c1c2c3c4c5c6c7");
        byte[] plain = ascii("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the"
                + " future, sunscreen would be it.");
        String sealed = "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6"
                + "3dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36"
                + "92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
                + "3ff4def08e4b7a9de576d26586cec64b6116"
                + "1ae10b594f09e26a7e902ecbd0600691";
        Providers.all().stream().map(PlainPrimitivesTest::with).forEach(each -> {
            assertEquals(sealed, Vectors.hex(each.seal(key, nonce, associated, plain)));
            assertEquals(sealed, Vectors.hex(each.seal(key, nonce, associated, plain)), "again");
            assertArrayEquals(
                    plain, each.open(key, nonce, associated, hex(sealed)).orElseThrow());
            assertEquals(Optional.empty(), each.open(key, nonce, NONE, hex(sealed)));
        });
    }

    @Test
    void shouldOpenNothingThatWasAlteredOrCut() {
        byte[] key = new byte[32];
        byte[] nonce = new byte[12];
        byte[] sealed = primitives.seal(key, nonce, NONE, ascii("text"));
        assertEquals(20, sealed.length);
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertEquals(Optional.empty(), primitives.open(key, nonce, NONE, altered));
            assertEquals(Optional.empty(), primitives.open(key, nonce, NONE, Arrays.copyOf(sealed, i)));
        }
        assertEquals(16, primitives.seal(key, nonce, NONE, NONE).length);
        refused("QG-CRY-0002", () -> primitives.seal(new byte[31], nonce, NONE, NONE));
        refused("QG-CRY-0002", () -> primitives.open(key, new byte[13], NONE, sealed));
    }

    @Test
    void shouldOpenNothingInBulkThatWasAlteredOrCut() {
        byte[] key = new byte[32];
        byte[] nonce = new byte[12];
        for (Primitives each :
                Providers.all().stream().map(PlainPrimitivesTest::with).toList()) {
            byte[] sealed = new byte[20];
            each.sealBulk(key, nonce, NONE, ascii("text"), 0, 4, sealed, 0);
            assertArrayEquals(
                    ascii("text"),
                    each.openBulk(key, nonce, NONE, sealed, 0, 20).orElseThrow());
            assertEquals(Optional.empty(), each.openBulk(key, nonce, new byte[1], sealed, 0, 20));
            for (int i = 0; i < sealed.length; i++) {
                byte[] altered = sealed.clone();
                altered[i] ^= 1;
                assertEquals(Optional.empty(), each.openBulk(key, nonce, NONE, altered, 0, 20));
                assertEquals(Optional.empty(), each.openBulk(key, nonce, NONE, sealed, 0, i));
            }
        }
    }

    @Test
    void shouldRefuseBulkOfWrongLengths() {
        byte[] key = new byte[32];
        byte[] nonce = new byte[12];
        byte[] most = new byte[1 << 20];
        byte[] sealed = new byte[most.length + 16];
        primitives.sealBulk(key, nonce, NONE, most, 0, most.length, sealed, 0);
        assertArrayEquals(
                most,
                primitives.openBulk(key, nonce, NONE, sealed, 0, sealed.length).orElseThrow());
        byte[] more = new byte[sealed.length + 1];
        refused("QG-CRY-0002", () -> primitives.sealBulk(key, nonce, NONE, more, 0, most.length + 1, sealed, 0));
        refused("QG-CRY-0002", () -> primitives.openBulk(key, nonce, NONE, more, 0, more.length));
        refused("QG-CRY-0002", () -> primitives.sealBulk(key, nonce, NONE, most, 0, 16, new byte[31], 0));
        refused("QG-CRY-0002", () -> primitives.sealBulk(key, nonce, NONE, most, most.length - 1, 2, sealed, 0));
        refused("QG-CRY-0002", () -> primitives.sealBulk(key, nonce, NONE, most, -1, 2, sealed, 0));
        refused("QG-CRY-0002", () -> primitives.sealBulk(key, nonce, NONE, most, 0, 2, most, 100));
        refused("QG-CRY-0002", () -> primitives.sealBulk(new byte[16], nonce, NONE, most, 0, 2, sealed, 0));
        refused("QG-CRY-0002", () -> primitives.openBulk(key, new byte[16], NONE, sealed, 0, 20));
    }

    /** RFC 7748, section 6.1. */
    @Test
    void shouldAgree_rfc7748() {
        byte[] bob = hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
        byte[] alice = hex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
        assertEquals(
                "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742",
                Vectors.hex(primitives.agree(bob, alice)));
        assertEquals(
                "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
                Vectors.hex(primitives.agreementKey(bob)));
        refused("QG-CRY-0001", () -> primitives.agree(bob, new byte[32]));
        refused("QG-CRY-0001", () -> primitives.agree(bob, new byte[31]));
        refused("QG-CRY-0002", () -> primitives.agree(new byte[33], alice));
    }

    /** The key of project Wycheproof's first vector for key generation, as its SHA-256. */
    @Test
    void shouldEncapsulate_fips203() {
        byte[] seed = hex("7c9935a0b07694aa0c6d10e4db6b1add2fd81a25ccb148032dcd739936737f2d"
                + "8626ed79d451140800e03b59b956f8210e556067407d13dc90fa9e8b872bfb8f");
        byte[] key = primitives.kemKey(seed);
        assertEquals(
                "86adbca81f4fee893e2fb58fb98aa2fe188f501fed268d7f4056f8c05c4e53c4",
                Vectors.hex(primitives.sha256(key)));
        Primitives.Capsule one = primitives.encapsulate(key);
        Primitives.Capsule other = primitives.encapsulate(key);
        assertEquals(32, one.secret().length);
        assertArrayEquals(one.secret(), primitives.decapsulate(seed, one.ciphertext()));
        assertFalse(Arrays.equals(one.secret(), other.secret()));
        byte[] altered = one.ciphertext().clone();
        altered[0] ^= 1;
        assertFalse(Arrays.equals(one.secret(), primitives.decapsulate(seed, altered)), "implicit rejection");
        byte[] beyond = key.clone();
        Arrays.fill(beyond, 0, 3, (byte) 0xff);
        refused("QG-CRY-0001", () -> primitives.encapsulate(beyond));
        refused("QG-CRY-0001", () -> primitives.encapsulate(new byte[1_183]));
        refused("QG-CRY-0001", () -> primitives.decapsulate(seed, new byte[1_087]));
        refused("QG-CRY-0002", () -> primitives.kemKey(new byte[63]));
    }
}
