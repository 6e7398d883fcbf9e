package org.qgate.crypto.internal.primitive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.QGateException;
import org.qgate.crypto.internal.Providers;
import org.qgate.crypto.internal.Vectors;

/** Our wrappers of every algorithm against project Wycheproof's vectors, edge cases included. */
class WycheproofTest {
    /** Runs every test of a file with its group; returns nothing, but a file without tests would be a mistake. */
    private static void each(String file, BiConsumer<Vectors, Vectors> check) {
        Vectors all = Vectors.published("wycheproof/" + file);
        int seen = 0;
        for (Vectors group : all.list("testGroups")) {
            for (Vectors test : group.list("tests")) {
                check.accept(group, test);
                seen++;
            }
        }
        assertEquals(all.number("numberOfTests"), seen);
    }

    private static String name(Vectors test) {
        return "tcId " + test.number("tcId");
    }

    private static boolean valid(Vectors test) {
        return test.text("result").equals("valid");
    }

    @Test
    void shouldAgree_x25519() {
        each("x25519_test.json", (group, test) -> {
            X25519Pair own = X25519Pair.of(test.hex("private"));
            byte[] shared = test.hex("shared");
            if (Arrays.equals(shared, new byte[32])) {
                QGateException refused =
                        assertThrows(QGateException.class, () -> own.agree(test.hex("public")), name(test));
                assertEquals("QG-CRY-0001", refused.codeId());
            } else {
                assertArrayEquals(shared, own.agree(test.hex("public")), name(test));
            }
        });
    }

    @Test
    void shouldVerify_ed25519() {
        each("ed25519_test.json", (group, test) -> {
            byte[] key = group.in("publicKey").hex("pk");
            assertEquals(valid(test), EdDsa.verify(key, test.hex("msg"), test.hex("sig")), name(test));
        });
    }

    @Test
    void shouldMakeKeys_mlKem() {
        each(
                "mlkem_768_keygen_seed_test.json",
                (group, test) -> assertEquals(
                        test.text("ek"),
                        Vectors.hex(MlKemPair.of(test.hex("seed")).open()),
                        name(test)));
    }

    @Test
    void shouldEncapsulate_mlKem() {
        each("mlkem_768_encaps_test.json", (group, test) -> {
            if (valid(test)) {
                MlKemPair.Capsule capsule = MlKemPair.encapsulate(test.hex("ek"), test.hex("m"));
                assertEquals(test.text("c"), Vectors.hex(capsule.ciphertext()), name(test));
                assertEquals(test.text("K"), Vectors.hex(capsule.secret()), name(test));
            } else {
                byte[] key = test.hex("ek");
                assertThrows(QGateException.class, () -> MlKemPair.encapsulate(key, test.hex("m")), name(test));
            }
        });
    }

    @Test
    void shouldDecapsulate_mlKem() {
        each("mlkem_768_test.json", (group, test) -> {
            byte[] seed = test.hex("seed");
            byte[] ciphertext = test.hex("c");
            if (valid(test)) {
                assertEquals(test.text("K"), Vectors.hex(MlKemPair.of(seed).decapsulate(ciphertext)), name(test));
            } else {
                assertThrows(QGateException.class, () -> MlKemPair.of(seed).decapsulate(ciphertext), name(test));
            }
        });
    }

    @Test
    void shouldSignDeterministically_mlDsa() {
        int[] compared = {0};
        each("mldsa_65_sign_seed_test.json", (group, test) -> {
            byte[] seed = group.hex("privateSeed");
            boolean ours = !test.has("ctx") || test.text("ctx").isEmpty(); // we sign with an empty context only
            boolean randomized = test.has("rnd");
            if (seed.length != MlDsaKey.SEED) {
                assertThrows(QGateException.class, () -> new MlDsaKey(seed), name(test));
            } else if (valid(test) && ours && !randomized && test.has("msg")) {
                MlDsaKey key = new MlDsaKey(seed);
                assertEquals(group.text("publicKey"), Vectors.hex(key.open()), name(test));
                assertEquals(test.text("sig"), Vectors.hex(key.sign(test.hex("msg"), null)), name(test));
                compared[0]++;
            }
        });
        assertTrue(compared[0] > 40, "compared " + compared[0]);
    }

    @Test
    void shouldVerify_mlDsa() {
        int[] compared = {0};
        each("mldsa_65_verify_test.json", (group, test) -> {
            if (!test.has("ctx") || test.text("ctx").isEmpty()) {
                boolean verified = MlDsaKey.verify(group.hex("publicKey"), test.hex("msg"), test.hex("sig"));
                assertEquals(valid(test), verified, name(test));
                compared[0]++;
            }
        });
        assertTrue(compared[0] > 100, "compared " + compared[0]);
    }

    @Test
    void shouldExpand_hkdf() {
        each("hkdf_sha256_test.json", (group, test) -> {
            byte[] key = Hkdf.extract(test.hex("salt"), test.hex("ikm"));
            if (valid(test)) {
                byte[] okm = Hkdf.expand(key, test.hex("info"), test.number("size"));
                assertEquals(test.text("okm"), Vectors.hex(okm), name(test));
            } else {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Hkdf.expand(key, test.hex("info"), test.number("size")),
                        name(test));
            }
        });
    }

    @Test
    void shouldSealAndOpen_aesGcm() {
        each("aes_gcm_test.json", (group, test) -> {
            if (group.number("ivSize") == 96 && group.number("tagSize") == 128) {
                Providers.all().forEach(ciphers -> aead(test, ciphers::gcm, "AES"));
            }
        });
    }

    /** What is offered for much at once, by parts of arrays. */
    @Test
    void shouldSealAndOpenInBulk_aesGcm() {
        int[] compared = {0};
        each("aes_gcm_test.json", (group, test) -> {
            if (group.number("ivSize") == 96 && group.number("tagSize") == 128 && group.number("keySize") == 256) {
                Providers.all().forEach(ciphers -> bulk(test, new PlainPrimitives(null, ciphers)));
                compared[0]++;
            }
        });
        assertTrue(compared[0] > 60, "compared " + compared[0]);
    }

    private static void bulk(Vectors test, PlainPrimitives by) {
        byte[] sealed = Bytes.join(new byte[3], test.hex("ct"), test.hex("tag"), new byte[2]);
        Optional<byte[]> opened =
                by.openBulk(test.hex("key"), test.hex("iv"), test.hex("aad"), sealed, 3, sealed.length - 5);
        assertEquals(valid(test), opened.isPresent(), name(test));
        if (opened.isPresent()) {
            assertArrayEquals(test.hex("msg"), opened.get(), name(test));
            byte[] plain = Bytes.join(new byte[1], test.hex("msg"));
            byte[] out = new byte[sealed.length];
            by.sealBulk(test.hex("key"), test.hex("iv"), test.hex("aad"), plain, 1, plain.length - 1, out, 3);
            assertArrayEquals(sealed, out, name(test));
        }
    }

    @Test
    void shouldSealAndOpen_chachaPoly() {
        each("chacha20_poly1305_test.json", (group, test) -> {
            if (group.number("ivSize") == 96) {
                aead(test, Ciphers.standard()::chachaPoly, "ChaCha20");
            }
        });
    }

    /** The runtime's ciphers themselves: our nonces are counters, the vectors' are not. */
    private static void aead(Vectors test, Supplier<Cipher> ciphers, String algorithm) {
        byte[] iv = test.hex("iv");
        SecretKeySpec key = new SecretKeySpec(test.hex("key"), algorithm);
        byte[] sealed = Bytes.join(test.hex("ct"), test.hex("tag"));
        try {
            Cipher cipher = ciphers.get();
            cipher.init(Cipher.DECRYPT_MODE, key, parameters(algorithm, iv));
            cipher.updateAAD(test.hex("aad"));
            assertArrayEquals(test.hex("msg"), cipher.doFinal(sealed), name(test));
            assertTrue(valid(test), name(test));
            cipher = ciphers.get(); // SunJCE refuses a key and nonce that come twice in a row
            cipher.init(Cipher.ENCRYPT_MODE, key, parameters(algorithm, iv));
            cipher.updateAAD(test.hex("aad"));
            assertArrayEquals(sealed, cipher.doFinal(test.hex("msg")), name(test));
        } catch (AEADBadTagException refused) {
            assertTrue(!valid(test), name(test));
        } catch (GeneralSecurityException broken) {
            throw new AssertionError(name(test), broken);
        }
    }

    private static AlgorithmParameterSpec parameters(String algorithm, byte[] iv) {
        return algorithm.equals("AES") ? new GCMParameterSpec(128, iv) : new IvParameterSpec(iv);
    }
}
