package org.qgate.crypto.internal;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.qgate.api.crypto.CryptoStatus;
import org.qgate.api.crypto.CryptoStatus.Algorithm;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.crypto.internal.primitive.Ciphers;

/**
 * Which installed provider serves AES and ChaCha20-Poly1305, and how fast right after start. The runtime's first provider
 * stays unless another is clearly faster.
 *
 * @param ciphers what to use
 * @param status what was measured
 */
public record SpeedProbe(Ciphers ciphers, CryptoStatus status) {
    private static final int PIECE = 4096;
    private static final double CLEARLY = 1.25;

    /** Nothing measured: the runtime's own order. */
    public static SpeedProbe none() {
        List<Algorithm> algorithms = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            algorithms.add(new Algorithm(kind.name, kind.make(null).getProvider().getName(), 0));
        }
        return new SpeedProbe(Ciphers.standard(), status(algorithms));
    }

    /** Measures every installed provider of each kind within a budget of time. */
    static SpeedProbe measure(long budgetNs) {
        List<Algorithm> algorithms = new ArrayList<>();
        List<Run> runs = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Provider[] providers = Security.getProviders("Cipher." + kind.service);
            for (Provider provider : providers == null ? new Provider[0] : providers) {
                runs.add(new Run(kind, provider));
            }
        }
        for (Run run : runs) {
            algorithms.add(run.measured(budgetNs / runs.size()));
        }
        Provider aes = fastest(runs, Kind.GCM);
        return new SpeedProbe(new Ciphers(aes, fastest(runs, Kind.CHACHA)), status(algorithms));
    }

    private static Provider fastest(List<Run> runs, Kind kind) {
        Run best = null;
        for (Run run : runs) {
            if (run.kind == kind && (best == null || run.speed > CLEARLY * best.speed)) {
                best = run;
            }
        }
        return best == null ? null : best.provider;
    }

    private static CryptoStatus status(List<Algorithm> algorithms) {
        double gcm = speed(algorithms, Kind.GCM);
        double chacha = speed(algorithms, Kind.CHACHA);
        List<Algorithm> all = new ArrayList<>(algorithms);
        for (String name : new String[] {"ML-KEM-768", "ML-DSA-65", "X25519", "Ed25519", "BLAKE3"}) {
            all.add(new Algorithm(name, "BouncyCastle", 0));
        }
        return new CryptoStatus(chacha > gcm ? LinkSuite.CHACHA_POLY : LinkSuite.AES_GCM, List.copyOf(all));
    }

    private static double speed(List<Algorithm> algorithms, Kind kind) {
        return algorithms.stream()
                .filter(one -> one.name().equals(kind.name))
                .mapToDouble(Algorithm::megabytesPerSecond)
                .max()
                .orElse(0);
    }

    /** What is probed. */
    private enum Kind {
        GCM("AES-256-GCM", "AES/GCM/NoPadding", "AES"),
        COUNTER("AES-256-CTR", "AES/CTR/NoPadding", "AES"),
        CHACHA("ChaCha20-Poly1305", "ChaCha20-Poly1305", "ChaCha20-Poly1305");

        private final String name;
        private final String transformation;
        private final String service;

        Kind(String name, String transformation, String service) {
            this.name = name;
            this.transformation = transformation;
            this.service = service;
        }

        Cipher make(Provider from) {
            Ciphers ciphers = new Ciphers(from, from);
            return switch (this) {
                case GCM -> ciphers.gcm();
                case COUNTER -> ciphers.counter();
                case CHACHA -> ciphers.chachaPoly();
            };
        }

        void init(Cipher cipher, long n) throws GeneralSecurityException {
            SecretKeySpec key = new SecretKeySpec(new byte[32], this == CHACHA ? "ChaCha20" : "AES");
            byte[] nonce = new byte[this == COUNTER ? 16 : 12];
            for (int i = 0; i < 8; i++) {
                nonce[i] = (byte) (n >>> 8 * i);
            }
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    key,
                    this == GCM ? new GCMParameterSpec(128, nonce) : new IvParameterSpec(nonce));
        }
    }

    /** One kind by one provider. */
    private static final class Run {
        private final Kind kind;
        private final Provider provider;
        private double speed;

        Run(Kind kind, Provider provider) {
            this.kind = kind;
            this.provider = provider;
        }

        /** Runs for a time; the speed is that of the last third, when the code is as warm as it gets. */
        Algorithm measured(long ns) {
            byte[] in = new byte[PIECE];
            byte[] out = new byte[PIECE + 16];
            try {
                Cipher cipher = kind.make(provider);
                long begin = System.nanoTime();
                long pieces = 0;
                long counted = begin;
                for (long n = 1, now = begin; now - begin < ns; n++) {
                    kind.init(cipher, n);
                    cipher.doFinal(in, 0, PIECE, out, 0);
                    now = System.nanoTime();
                    if (now - begin < 2 * ns / 3) {
                        counted = now;
                    } else {
                        pieces++;
                    }
                }
                speed = pieces * PIECE * 1000.0 / Math.max(1, System.nanoTime() - counted);
            } catch (GeneralSecurityException | RuntimeException unusable) {
                speed = 0; // an installed provider that cannot do it, such as one without its device
            }
            return new Algorithm(kind.name, provider.getName(), Math.round(speed * 10) / 10.0);
        }
    }
}
