package org.qgate.qrng.internal.condition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.prng.EntropySource;
import org.bouncycastle.crypto.prng.drbg.HashSP800DRBG;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.Hashes;
import org.qgate.sim.SimRandom;
import org.qgate.sim.SimSeeds;

/** Hash_DRBG against BouncyCastle's over many requests: ACVP asks for two, so it never sees the counter of requests. */
class HashDrbgPeerTest {
    private final Hashes hashes = new TestCrypto(1).hashes();

    /** What both get as entropy. */
    private static final class Given implements EntropySource {
        private byte[] next;

        @Override
        public boolean isPredictionResistant() {
            return true;
        }

        @Override
        public byte[] getEntropy() {
            return next.clone();
        }

        @Override
        public int entropySize() {
            return next.length * 8;
        }
    }

    @Test
    void shouldGiveWhatBouncyCastlesGives() {
        SimSeeds.each(20, 500, seed -> {
            SimRandom random = new SimRandom(seed);
            boolean wide = random.upTo(2) == 0;
            Given given = new Given();
            given.next = random.bytes(32 + (int) random.upTo(40));
            byte[] nonce = random.bytes(16 + (int) random.upTo(40));
            byte[] personalization = random.bytes((int) random.upTo(100));
            HashDrbg ours = HashDrbg.instantiate(
                    hashes, wide ? HashFunction.SHA_512 : HashFunction.SHA_256, given.next, nonce, personalization);
            HashSP800DRBG theirs = new HashSP800DRBG(
                    wide ? new SHA512Digest() : new SHA256Digest(), 256, given, personalization, nonce);
            for (int i = 0; i < 300; i++) {
                byte[] additional = random.bytes((int) random.upTo(3) * 20);
                byte[] mine = new byte[(int) random.upTo(500)];
                byte[] other = new byte[mine.length];
                switch ((int) random.upTo(50)) {
                    case 0 -> {
                        given.next = random.bytes(40);
                        ours.reseed(hashes, given.next, additional);
                        theirs.reseed(additional);
                    }
                    case 1 -> {
                        given.next = random.bytes(33);
                        ours.generateFresh(hashes, given.next, additional, mine, 0, mine.length);
                        theirs.generate(other, additional, true);
                    }
                    default -> {
                        ours.generate(hashes, additional, mine, 0, mine.length);
                        theirs.generate(other, additional.length == 0 ? null : additional, false);
                    }
                }
                assertArrayEquals(other, mine, "request " + i);
            }
        });
    }
}
