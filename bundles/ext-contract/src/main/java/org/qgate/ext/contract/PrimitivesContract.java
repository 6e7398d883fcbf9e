package org.qgate.ext.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qgate.ext.Host;
import org.qgate.ext.Permission;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.crypto.Primitives;

/** Cryptography with keys of an extender's own, against published answers. */
public abstract class PrimitivesContract extends Contract {
    private static final byte[] NONE = {};
    private static final byte[] KEY = new byte[Primitives.KEY_BYTES];
    private static final byte[] NONCE = new byte[Primitives.NONCE_BYTES];

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** FIPS 180-4's example; RFC 4231, section 4.3; RFC 5869, appendix A.3. */
    @Test
    void shouldHashAuthenticateAndDerive() {
        Primitives crypto = host("a").crypto();
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", hex(crypto.sha256(bytes("abc"))));
        assertEquals(
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                hex(crypto.hmac(bytes("Jefe"), bytes("what do ya want for nothing?"))));
        assertEquals(
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
                hex(crypto.derive(hex("0b".repeat(22)), NONE, NONE, 42)));
    }

    /** RFC 8439, section 2.8.2. */
    @Test
    void shouldSealAndOpen() {
        Primitives crypto = host("a").crypto();
        byte[] key = hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
        byte[] nonce = hex("070000004041424344454647");
        byte[] associated = hex("50515253c0c1c2c3c4c5c6c7");
        byte[] plain = bytes("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the"
                + " future, sunscreen would be it.");
        byte[] sealed = crypto.seal(key, nonce, associated, plain);
        assertEquals(plain.length + Primitives.TAG_BYTES, sealed.length);
        assertEquals("1ae10b594f09e26a7e902ecbd0600691", hex(Arrays.copyOfRange(sealed, plain.length, sealed.length)));
        assertArrayEquals(plain, crypto.open(key, nonce, associated, sealed).orElseThrow());
        assertEquals(Optional.empty(), crypto.open(KEY, nonce, associated, sealed), "another key");
        assertEquals(Optional.empty(), crypto.open(key, nonce, NONE, sealed), "another context");
        sealed[0] ^= 1;
        assertEquals(Optional.empty(), crypto.open(key, nonce, associated, sealed), "altered");
        assertEquals(Optional.empty(), crypto.open(key, nonce, associated, new byte[15]), "shorter than a tag");
    }

    @Test
    void shouldSealAsMuchAsMayBe() {
        Primitives crypto = host("a").crypto();
        byte[] most = new byte[Primitives.MOST_BYTES];
        byte[] sealed = crypto.seal(KEY, NONCE, NONE, most);
        assertArrayEquals(most, crypto.open(KEY, NONCE, NONE, sealed).orElseThrow());
        assertEquals(32, crypto.sha256(most).length);
        refused(Reason.INVALID, () -> crypto.seal(KEY, NONCE, new byte[1], most));
        refused(Reason.INVALID, () -> crypto.sha256(new byte[most.length + 1]));
        refused(Reason.INVALID, () -> crypto.hmac(new byte[1], most));
        refused(Reason.INVALID, () -> crypto.same(new byte[1], most));
    }

    /** RFC 7748, section 6.1. */
    @Test
    void shouldAgree() {
        Primitives crypto = host("a").crypto();
        assertEquals(
                "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742",
                hex(crypto.agree(
                        hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"),
                        hex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"))));
        Primitives.Pair mine = crypto.agreementPair();
        Primitives.Pair theirs = host("b").crypto().agreementPair();
        assertArrayEquals(
                crypto.agree(mine.privateKey(), theirs.publicKey()),
                crypto.agree(theirs.privateKey(), mine.publicKey()));
        refused(Reason.INVALID, () -> crypto.agree(mine.privateKey(), new byte[32]));
        refused(Reason.INVALID, () -> crypto.agree(mine.privateKey(), new byte[31]));
        refused(Reason.INVALID, () -> crypto.agree(new byte[31], theirs.publicKey()));
    }

    @Test
    void shouldEncapsulate() {
        Primitives crypto = host("a").crypto();
        Primitives.Pair pair = crypto.kemPair();
        assertEquals(Primitives.KEM_PRIVATE_BYTES, pair.privateKey().length);
        assertEquals(Primitives.KEM_PUBLIC_BYTES, pair.publicKey().length);
        Primitives.Encapsulated made = host("b").crypto().encapsulate(pair.publicKey());
        assertEquals(32, made.secret().length);
        assertEquals(Primitives.KEM_CIPHERTEXT_BYTES, made.ciphertext().length);
        assertArrayEquals(made.secret(), crypto.decapsulate(pair.privateKey(), made.ciphertext()));
        assertFalse(
                Arrays.equals(made.secret(), crypto.decapsulate(crypto.kemPair().privateKey(), made.ciphertext())));
        byte[] altered = made.ciphertext().clone();
        altered[7] ^= 1;
        assertFalse(Arrays.equals(made.secret(), crypto.decapsulate(pair.privateKey(), altered)), "FIPS 203, 6.3");
        byte[] beyond = pair.publicKey().clone();
        Arrays.fill(beyond, 0, 3, (byte) 0xff);
        refused(Reason.INVALID, () -> crypto.encapsulate(beyond));
        refused(Reason.INVALID, () -> crypto.encapsulate(new byte[1]));
        refused(Reason.INVALID, () -> crypto.decapsulate(pair.privateKey(), new byte[1]));
        refused(Reason.INVALID, () -> crypto.decapsulate(new byte[1], made.ciphertext()));
    }

    @Test
    void shouldCompare() {
        Primitives crypto = host("a").crypto();
        assertTrue(crypto.same(new byte[] {1, 2}, new byte[] {1, 2}));
        assertFalse(crypto.same(new byte[] {1, 2}, new byte[] {1, 3}));
        assertFalse(crypto.same(new byte[] {1, 2}, new byte[] {1}));
        assertTrue(crypto.same(NONE, NONE));
    }

    @Test
    void shouldRefuseWhatIsOutOfBounds() {
        Primitives crypto = host("a").crypto();
        refused(Reason.INVALID, () -> crypto.derive(KEY, NONE, NONE, 0));
        refused(Reason.INVALID, () -> crypto.derive(KEY, NONE, NONE, 8_161));
        refused(Reason.INVALID, () -> crypto.seal(new byte[31], NONCE, NONE, NONE));
        refused(Reason.INVALID, () -> crypto.seal(KEY, new byte[11], NONE, NONE));
        refused(Reason.INVALID, () -> crypto.open(KEY, new byte[13], NONE, KEY));
        refused(Reason.INVALID, () -> crypto.seal(KEY, NONCE, null, NONE));
        refused(Reason.INVALID, () -> crypto.sha256(null));
        refused(Reason.INVALID, () -> crypto.agree(null, KEY));
        refused(Reason.INVALID, () -> crypto.same(null, KEY));
    }

    /** Keys are made of random bytes: what may not have them makes none, everything else needs no permission. */
    @Test
    void shouldMakeKeysOnlyOfRandomBytes() {
        byte[] known = host("a").crypto().kemPair().publicKey();
        Primitives crypto = tier().host(allowance("b", WIDE, Set.of())).crypto();
        assertEquals(
                Permission.RANDOM_READ,
                refused(Reason.DENIED, crypto::agreementPair).permission().orElseThrow());
        refused(Reason.DENIED, crypto::kemPair);
        refused(Reason.DENIED, () -> crypto.encapsulate(known));
        assertEquals(32, crypto.sha256(NONE).length);
        Quota few = new Quota(1, 100, 1 << 20, 1, 1_000, 1 << 20, 64, 100);
        Host poor = tier().host(allowance("c", few));
        assertEquals(65_536, poor.random().bytes(65_536).length, "one large amount passes");
        refused(Reason.LIMIT, poor.crypto()::agreementPair);
        refused(Reason.LIMIT, poor.crypto()::kemPair);
        refused(Reason.LIMIT, () -> poor.crypto().encapsulate(known));
    }
}
