package org.qgate.crypto.internal.primitive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.qgate.api.error.QGateException;
import org.qgate.crypto.internal.Vectors;

/** What the vault is built of against published answers. */
class VaultPrimitivesTest {
    private static final byte[][] NOTHING = {};
    private static final byte[] NONCE = ascii("ABCDEFGHIJKLMNOPQRSTUVWX");
    private static final byte[] TEXT = ascii("XAES-256-GCM");

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] seal(Xaes cipher, byte[] nonce, byte[] text, byte[]... associated) {
        byte[] out = new byte[text.length + Xaes.TAG];
        assertEquals(out.length, cipher.seal(nonce, 0, associated, text, 0, text.length, out, 0));
        return out;
    }

    @ParameterizedTest
    @MethodSource("org.qgate.crypto.internal.Providers#all")
    void shouldSeal_c2spXaes(Ciphers ciphers) {
        Xaes withoutCarry = new Xaes(ciphers, hex("01".repeat(32)));
        assertEquals(
                "ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271",
                Vectors.hex(seal(withoutCarry, NONCE, TEXT)));
        Xaes withCarry = new Xaes(ciphers, hex("03".repeat(32)));
        byte[] sealed = seal(withCarry, NONCE, TEXT, ascii("c2sp.org/"), ascii("XAES-256-GCM"));
        assertEquals("986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d", Vectors.hex(sealed));
        byte[] back = new byte[TEXT.length];
        byte[][] associated = {ascii("c2sp.org/XAES-256-GCM")};
        assertEquals(back.length, withCarry.open(NONCE, 0, associated, sealed, 0, sealed.length, back, 0));
        assertArrayEquals(TEXT, back);
    }

    /** The specification's accumulated answer for 10,000 rounds; {@code -Dqgate.long=true} does the million. */
    @ParameterizedTest
    @MethodSource("org.qgate.crypto.internal.Providers#all")
    void shouldSealAndOpenAccumulated_c2spXaes(Ciphers ciphers) {
        boolean all = Boolean.getBoolean("qgate.long");
        SHAKEDigest inputs = new SHAKEDigest(128);
        SHAKEDigest outputs = new SHAKEDigest(128);
        for (int i = 0; i < (all ? 1_000_000 : 10_000); i++) {
            Xaes cipher = new Xaes(ciphers, draw(inputs, Xaes.KEY));
            byte[] nonce = draw(inputs, Xaes.NONCE);
            byte[] text = draw(inputs, draw(inputs, 1)[0] & 255);
            byte[] associated = draw(inputs, draw(inputs, 1)[0] & 255);
            byte[] sealed = seal(cipher, nonce, text, associated);
            outputs.update(sealed, 0, sealed.length);
            byte[] back = new byte[text.length];
            cipher.open(nonce, 0, new byte[][] {associated}, sealed, 0, sealed.length, back, 0);
            assertArrayEquals(text, back);
        }
        byte[] answer = new byte[32];
        outputs.doFinal(answer, 0, answer.length);
        assertEquals(
                all
                        ? "2163ae1445985a30b60585ee67daa55674df06901b890593e824b8a7c885ab15"
                        : "e6b9edf2df6cec60c8cbd864e2211b597fb69a529160cd040d56c0c210081939",
                Vectors.hex(answer));
    }

    private static byte[] draw(SHAKEDigest from, int length) {
        byte[] out = new byte[length];
        from.doOutput(out, 0, length);
        return out;
    }

    @ParameterizedTest
    @MethodSource("org.qgate.crypto.internal.Providers#all")
    void shouldRefuseWhatWasAltered_xaes(Ciphers ciphers) {
        Xaes cipher = new Xaes(ciphers, hex("01".repeat(32)));
        byte[] sealed = seal(cipher, NONCE, TEXT);
        byte[] out = new byte[TEXT.length];
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] altered = sealed.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            refused(() -> cipher.open(NONCE, 0, NOTHING, altered, 0, altered.length, out, 0));
        }
        for (int at = 0; at < Xaes.NONCE; at++) {
            byte[] other = NONCE.clone();
            other[at] ^= 1;
            refused(() -> cipher.open(other, 0, NOTHING, sealed, 0, sealed.length, out, 0));
        }
        byte[][] more = {{0}};
        refused(() -> cipher.open(NONCE, 0, more, sealed, 0, sealed.length, out, 0));
        refused(() -> cipher.open(NONCE, 0, NOTHING, sealed, 0, Xaes.TAG - 1, out, 0));
        assertEquals(TEXT.length, cipher.open(NONCE, 0, NOTHING, sealed, 0, sealed.length, out, 0));
        cipher.wipe();
        refused(() -> cipher.open(NONCE, 0, NOTHING, sealed, 0, sealed.length, out, 0));
    }

    private static void refused(Runnable opening) {
        assertEquals(
                "QG-CRY-0001", assertThrows(QGateException.class, opening::run).codeId());
    }

    @Test
    void shouldWrap_rfc5649Section6() {
        byte[] key = hex("5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8");
        byte[] material = hex("c37b7e6492584340bed12207808941155068f738");
        byte[] wrapped = KeyWrap.wrap(key, material);
        assertEquals("138bdeaa9b8fa7fc61f97742e72248ee5ae6ae5360d1ae6a5f54f373fa543b6a", Vectors.hex(wrapped));
        assertEquals(KeyWrap.wrapped(material.length), wrapped.length);
        assertArrayEquals(material, KeyWrap.unwrap(key, wrapped).orElseThrow());
        assertEquals("afbeb0f07dfbf5419200f2ccb50bb24f", Vectors.hex(KeyWrap.wrap(key, hex("466f7250617369"))));
        for (int bit = 0; bit < 8 * wrapped.length; bit++) {
            byte[] altered = wrapped.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertTrue(KeyWrap.unwrap(key, altered).isEmpty(), "bit " + bit);
        }
    }

    @Test
    void shouldWrap_wycheproof() {
        Vectors all = Vectors.published("wycheproof/aes_kwp_test.json");
        int seen = 0;
        for (Vectors group : all.list("testGroups")) {
            for (Vectors test : group.list("tests")) {
                Optional<byte[]> back = KeyWrap.unwrap(test.hex("key"), test.hex("ct"));
                boolean valid = test.text("result").equals("valid");
                String name = "tcId " + test.number("tcId") + " " + test.text("comment");
                if (back.isPresent()) {
                    assertFalse(test.text("result").equals("invalid"), name);
                    assertArrayEquals(test.hex("msg"), back.get(), name);
                    assertEquals(test.text("ct"), Vectors.hex(KeyWrap.wrap(test.hex("key"), test.hex("msg"))), name);
                }
                assertTrue(back.isPresent() || !valid, name);
                seen++;
            }
        }
        assertEquals(all.number("numberOfTests"), seen);
    }

    /** RFC 9106, section 5.3. */
    @Test
    void shouldDerive_rfc9106Argon2id() {
        byte[] password = new byte[32];
        byte[] salt = new byte[16];
        byte[] secret = new byte[8];
        byte[] associated = new byte[12];
        Arrays.fill(password, (byte) 1);
        Arrays.fill(salt, (byte) 2);
        Arrays.fill(secret, (byte) 3);
        Arrays.fill(associated, (byte) 4);
        assertEquals(
                "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659",
                Vectors.hex(new Argon2(32, 3, 4).derive(password, salt, secret, associated, 32)));
    }

    @Test
    void shouldRefuseParametersOutOfRange_argon2() {
        int[][] wrong = {{31, 1, 4}, {2_000_000, 1, 1}, {64, 0, 1}, {64, 65, 1}, {64, 1, 0}, {1024, 1, 17}};
        for (int[] one : wrong) {
            assertThrows(QGateException.class, () -> new Argon2(one[0], one[1], one[2]), Arrays.toString(one));
        }
    }
}
