package org.qgate.crypto.internal.primitive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.macs.SipHash;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.QGateException;
import org.qgate.crypto.internal.SeededRandom;
import org.qgate.crypto.internal.Vectors;

/** Small published answers as facts: they need no file. */
class StandardsTest {
    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    @Test
    void shouldDeriveKeys_rfc5869Case1() {
        byte[] key = Hkdf.extract(hex("000102030405060708090a0b0c"), hex("0b".repeat(22)));
        assertEquals(
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
                Vectors.hex(Hkdf.expand(key, hex("f0f1f2f3f4f5f6f7f8f9"), 42)));
    }

    @Test
    void shouldDeriveKeys_rfc5869Case3WithoutSaltAndInfo() {
        byte[] key = Hkdf.extract(new byte[0], hex("0b".repeat(22)));
        assertEquals(
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
                Vectors.hex(Hkdf.expand(key, new byte[0], 42)));
    }

    @Test
    void shouldAgree_rfc7748Section52() {
        X25519Pair own = X25519Pair.of(hex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4"));
        assertEquals(
                "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
                Vectors.hex(own.agree(hex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"))));
    }

    @Test
    void shouldRefuseLowOrderPoints_rfc7748Section61() {
        X25519Pair own = X25519Pair.fresh(new SeededRandom(1));
        assertThrows(QGateException.class, () -> own.agree(new byte[32]));
        byte[] one = new byte[32];
        one[0] = 1;
        assertThrows(QGateException.class, () -> own.agree(one));
    }

    @Test
    void shouldSign_rfc8032Test2() {
        byte[] seed = hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        byte[] message = hex("72");
        byte[] signature = EdDsa.sign(seed, message);
        assertEquals("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", Vectors.hex(EdDsa.open(seed)));
        assertEquals(
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
                Vectors.hex(signature));
        assertTrue(EdDsa.verify(EdDsa.open(seed), message, signature));
        assertFalse(EdDsa.verify(EdDsa.open(seed), hex("73"), signature));
    }

    /** Key and answer of the first key-generation vector of project Wycheproof, the answer as its SHA-256. */
    @Test
    void shouldMakeKeys_mlKem768() {
        MlKemPair pair = MlKemPair.of(hex("7c9935a0b07694aa0c6d10e4db6b1add2fd81a25ccb148032dcd739936737f2d"
                + "8626ed79d451140800e03b59b956f8210e556067407d13dc90fa9e8b872bfb8f"));
        assertEquals(
                "86adbca81f4fee893e2fb58fb98aa2fe188f501fed268d7f4056f8c05c4e53c4",
                Vectors.hex(Hkdf.sha256(pair.open())));
        MlKemPair.Capsule capsule = MlKemPair.encapsulate(
                pair.open(), hex("147c03f7a5bebba406c8fae1874d7f13c80efe79a3a9a874cc09fe76f6997615"));
        assertEquals("e7184a0975ee3470878d2d159ec83129c8aec253d4ee17b4810311d198cd0368", Vectors.hex(capsule.secret()));
        assertArrayEquals(capsule.secret(), pair.decapsulate(capsule.ciphertext()));
        capsule.ciphertext()[5] ^= 1;
        assertNotEquals(
                Vectors.hex(capsule.secret()),
                Vectors.hex(pair.decapsulate(capsule.ciphertext())),
                "implicit rejection");
    }

    /** The first signing vector of project Wycheproof, the answers as their SHA-256. */
    @Test
    void shouldSign_mlDsa65() {
        MlDsaKey key = new MlDsaKey(hex("2a".repeat(32)));
        byte[] message = "Hello world".getBytes(StandardCharsets.US_ASCII);
        byte[] signature = key.sign(message, null);
        assertEquals(
                "b7acce2ddb11f8cc1aa46e2bafac6eacfa2b732ef192bd636ad8d3a56d649c66",
                Vectors.hex(Hkdf.sha256(key.open())));
        assertEquals(
                "39fbbb0d97a52c79844213b325af823a7f16a174e00a5b3daeb3e6e6d1c89681",
                Vectors.hex(Hkdf.sha256(signature)));
        assertTrue(MlDsaKey.verify(key.open(), message, signature));
        byte[] hedged = key.sign(message, new SourceRandom(new SeededRandom(1)));
        assertNotEquals(Vectors.hex(signature), Vectors.hex(hedged));
        assertTrue(MlDsaKey.verify(key.open(), message, hedged));
    }

    /** The SipHash paper's reference vectors: key 00..0f, message 00..07. */
    @Test
    void shouldHash_sipHash24() {
        assertEquals(
                0x93f5f5799a932462L,
                LengthMask.sipHash24(0x0706050403020100L, 0x0f0e0d0c0b0a0908L, 0x0706050403020100L));
    }

    @Test
    void shouldChainMasks() {
        byte[] state = new SeededRandom(5).bytes(LengthMask.BYTES);
        LengthMask mask = new LengthMask(state, 0);
        byte[] iv = Arrays.copyOfRange(state, 16, 24);
        SipHash reference = new SipHash(2, 4);
        reference.init(new KeyParameter(state, 0, 16));
        for (int i = 0; i < 100; i++) {
            reference.update(iv, 0, 8);
            reference.doFinal(iv, 0);
            assertEquals(iv[0] & 255 | (iv[1] & 255) << 8, mask.next());
        }
        assertArrayEquals(iv, Arrays.copyOfRange(mask.export(), 16, 24));
    }
}
