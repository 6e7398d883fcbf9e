package org.qgate.crypto.internal;

import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.qgate.crypto.internal.primitive.Ciphers;

/** One kind of cipher by one provider, and the best speed seen. */
final class SpeedRun {
    private static final int PIECE = 4096;

    private final Kind kind;
    private final Provider provider;
    private volatile double megabytesPerSecond;

    SpeedRun(Kind kind, Provider provider) {
        this.kind = kind;
        this.provider = provider;
    }

    Kind kind() {
        return kind;
    }

    Provider provider() {
        return provider;
    }

    double megabytesPerSecond() {
        return megabytesPerSecond;
    }

    /** Runs for a time; the speed is that of the last third, when the code is as warm as it gets. */
    void measure(long ns) {
        byte[] in = new byte[PIECE];
        byte[] out = new byte[PIECE + 16];
        long pieces = 0;
        try {
            Cipher cipher = kind.make(provider);
            long begin = System.nanoTime();
            long counted = begin;
            long now = begin;
            for (long n = 1; now - begin < ns || pieces == 0; n++) { // a busy machine may leave no time to count
                kind.init(cipher, n);
                cipher.doFinal(in, 0, PIECE, out, 0);
                now = System.nanoTime();
                boolean warming = now - begin < 2 * ns / 3;
                counted = warming ? now : counted;
                pieces += warming ? 0 : 1;
            }
            double seen = pieces * PIECE * 1000.0 / Math.max(1, now - counted);
            double rounded = Math.max(0.1, Math.round(seen * 10) / 10.0); // 0 would say that it cannot
            megabytesPerSecond = Math.max(megabytesPerSecond, rounded);
        } catch (GeneralSecurityException | RuntimeException unusable) {
            megabytesPerSecond = 0; // installed, but it cannot: such as a provider without its device
        }
    }

    /** What is probed. */
    enum Kind {
        GCM("AES-256-GCM", "AES"),
        COUNTER("AES-256-CTR", "AES"),
        CHACHA("ChaCha20-Poly1305", "ChaCha20-Poly1305");

        private final String algorithm;
        private final String service;

        Kind(String algorithm, String service) {
            this.algorithm = algorithm;
            this.service = service;
        }

        String algorithm() {
            return algorithm;
        }

        /** Returns the name under which providers register it. */
        String service() {
            return service;
        }

        private Cipher make(Provider from) {
            Ciphers ciphers = new Ciphers(from, from, null);
            return switch (this) {
                case GCM -> ciphers.gcm();
                case COUNTER -> ciphers.counter();
                case CHACHA -> ciphers.chachaPoly();
            };
        }

        private void init(Cipher cipher, long n) throws GeneralSecurityException {
            SecretKeySpec key = new SecretKeySpec(new byte[32], this == CHACHA ? "ChaCha20" : "AES");
            byte[] nonce = new byte[this == COUNTER ? 16 : 12];
            for (int i = 0; i < Long.BYTES; i++) {
                nonce[i] = (byte) (n >>> 8 * i);
            }
            boolean gcm = this == GCM;
            cipher.init(Cipher.ENCRYPT_MODE, key, gcm ? new GCMParameterSpec(128, nonce) : new IvParameterSpec(nonce));
        }
    }
}
