package org.qgate.crypto.internal.primitive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.Hashes;
import org.qgate.api.error.QGateException;
import org.qgate.crypto.internal.Providers;
import org.qgate.crypto.internal.Vectors;

/** SHA-2 by each provider that could serve it. */
class PlainHashesTest {
    private static List<PlainHashes> all() {
        return Providers.all().stream()
                .map(ciphers -> new PlainHashes(ciphers.swift()))
                .toList();
    }

    private static String sha512(Hashes by, byte[] in) {
        byte[] out = new byte[64];
        by.sha512(in, 0, in.length, out, 0);
        return Vectors.hex(out);
    }

    private static String sha256(Hashes by, byte[] in) {
        byte[] out = new byte[32];
        by.sha256(in, 0, in.length, out, 0);
        return Vectors.hex(out);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** NIST's examples for FIPS 180-4: nothing, one block, two blocks, a million times the letter a. */
    @Test
    void shouldHash_sha512() {
        byte[] two = ascii("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu");
        for (Hashes by : all()) {
            assertEquals(
                    "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
                            + "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
                    sha512(by, new byte[0]));
            assertEquals(
                    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                            + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
                    sha512(by, ascii("abc")));
            assertEquals(
                    "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018"
                            + "501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909",
                    sha512(by, two));
            assertEquals(
                    "e718483d0ce769644e2e42c7bc15b4638e1f98b13b2044285632a803afa973eb"
                            + "de0ff244877ea60a4cb0432ce577c31beb009c5c2c49aa2e4eadb217ad8cc09b",
                    sha512(by, ascii("a".repeat(1_000_000))));
        }
    }

    /** NIST's examples for FIPS 180-4. */
    @Test
    void shouldHash_sha256() {
        for (Hashes by : all()) {
            assertEquals("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", sha256(by, new byte[0]));
            assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", sha256(by, ascii("abc")));
            assertEquals(
                    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
                    sha256(by, ascii("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")));
            assertEquals(
                    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
                    sha256(by, ascii("a".repeat(1_000_000))));
        }
    }

    /** Against BouncyCastle's, by parts of arrays, at each length around the blocks' borders. */
    @Test
    void shouldHashPartsOfAnyLength() {
        byte[] in = new byte[600];
        new Random(1).nextBytes(in);
        for (Hashes by : all()) {
            for (int length = 0; length < 560; length++) {
                int offset = length % 31;
                byte[] out = new byte[80];
                by.sha512(in, offset, length, out, 9);
                assertArrayEquals(peer(new SHA512Digest(), in, offset, length), Arrays.copyOfRange(out, 9, 73));
                by.sha256(in, offset, length, out, 9);
                assertArrayEquals(peer(new SHA256Digest(), in, offset, length), Arrays.copyOfRange(out, 9, 41));
            }
        }
    }

    private static byte[] peer(Digest digest, byte[] in, int offset, int length) {
        byte[] out = new byte[digest.getDigestSize()];
        digest.update(in, offset, length);
        digest.doFinal(out, 0);
        return out;
    }

    /** A call that fails leaves nothing of its input for the next. */
    @Test
    void shouldHashRightAfterACallThatFailed() {
        for (Hashes by : all()) {
            String right = sha512(by, ascii("abc"));
            assertThrows(QGateException.class, () -> by.sha512(new byte[9], 0, 9, new byte[63], 0));
            assertThrows(QGateException.class, () -> by.sha512(new byte[9], 5, 5, new byte[64], 0));
            assertEquals(right, sha512(by, ascii("abc")));
        }
    }

    @Test
    void shouldHashOnManyThreadsAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            for (Hashes by : all()) {
                List<Future<Integer>> all = IntStream.range(0, 20)
                        .mapToObj(number -> threads.submit(() -> wrong(by, number)))
                        .toList();
                for (Future<Integer> each : all) {
                    assertEquals(0, each.get());
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static int wrong(Hashes by, int number) {
        byte[] in = new byte[100 + number];
        String right = Vectors.hex(peer(new SHA512Digest(), in, 0, in.length));
        int wrong = 0;
        for (int i = 0; i < 2_000; i++) {
            wrong += sha512(by, in).equals(right) ? 0 : 1;
        }
        return wrong;
    }
}
