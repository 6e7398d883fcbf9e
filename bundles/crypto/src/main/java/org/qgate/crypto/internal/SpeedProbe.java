package org.qgate.crypto.internal;

import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.qgate.api.crypto.CryptoStatus;
import org.qgate.api.crypto.CryptoStatus.Algorithm;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.crypto.internal.primitive.Ciphers;

/**
 * Which provider serves AES and ChaCha20-Poly1305, and how fast. At start it only asks what needs no warm
 * code: whether the runtime has AES in hardware, whether {@link SwiftAes} is there and right, and, where several installed providers offer AES, which is faster. Speeds are
 * measured when somebody asks for them later: right after start the JDK's ciphers run 200 times slower than once
 * compiled, and a number from then would be wrong (JDK 17: 16 MB/s at start, 3,900 MB/s when warm). Thread-safe.
 */
public final class SpeedProbe {
    private static final long BUDGET_NS = 120_000_000;
    private static final long PAUSE_NS = 30_000_000_000L;
    private static final double CLEARLY = 1.1;

    private final List<SpeedRun> runs;
    private final Ciphers ciphers;
    private final Provider digests;
    private final LinkSuite suite;
    private final boolean measuring;
    private long lastNs = System.nanoTime();

    private SpeedProbe(List<SpeedRun> runs, Ciphers ciphers, Provider digests, LinkSuite suite, boolean measuring) {
        this.runs = runs;
        this.ciphers = ciphers;
        this.digests = digests;
        this.suite = suite;
        this.measuring = measuring;
    }

    /** Measures nothing, ever: the runtime's own order, AES-GCM. */
    public static SpeedProbe none() {
        return new SpeedProbe(installed(), Ciphers.standard(), null, LinkSuite.AES_GCM, false);
    }

    /** Asks what can be asked at start. */
    static SpeedProbe atStart() {
        List<SpeedRun> runs = installed();
        Ciphers ciphers = new Ciphers(best(runs, SpeedRun.Kind.GCM), best(runs, SpeedRun.Kind.CHACHA), null);
        Provider digests = null;
        Provider swift = SwiftAes.find();
        if (swift != null && SelfTest.passes(ciphers.with(swift))) {
            ciphers = ciphers.with(swift);
            runs.add(0, new SpeedRun(SpeedRun.Kind.GCM, swift));
            // With the processor's instructions the runtime's SHA-2 is faster for short inputs and as fast for long
            // ones.
            digests = Intrinsics.sha2() ? null : swift;
        }
        LinkSuite suite = Intrinsics.aes() ? LinkSuite.AES_GCM : LinkSuite.CHACHA_POLY;
        return new SpeedProbe(runs, ciphers, digests, suite, true);
    }

    /**
     * The same, after the known answers came out right.
     *
     * @throws org.qgate.api.error.QGateException when one is wrong
     */
    static SpeedProbe tested() {
        SpeedProbe probe = atStart();
        SelfTest.run(probe.ciphers(), probe.digests());
        return probe;
    }

    private static List<SpeedRun> installed() {
        List<SpeedRun> runs = new ArrayList<>();
        for (SpeedRun.Kind kind : SpeedRun.Kind.values()) {
            Provider[] providers = Security.getProviders("Cipher." + kind.service());
            for (Provider provider : providers == null ? new Provider[0] : providers) {
                runs.add(new SpeedRun(kind, provider));
            }
        }
        return runs;
    }

    /** The runtime's first provider of a kind, unless there are several and another one is clearly faster; or null. */
    private static Provider best(List<SpeedRun> runs, SpeedRun.Kind kind) {
        List<SpeedRun> candidates =
                runs.stream().filter(run -> run.kind() == kind).toList();
        if (candidates.size() > 1) {
            candidates.forEach(run -> run.measure(BUDGET_NS / 2 / candidates.size()));
        }
        Optional<SpeedRun> fastest = candidates.stream().max(Comparator.comparingDouble(SpeedRun::megabytesPerSecond));
        return fastest.map(fast -> {
                    SpeedRun first = candidates.get(0);
                    boolean clearly = fast.megabytesPerSecond() > CLEARLY * first.megabytesPerSecond();
                    return (clearly ? fast : first).provider();
                })
                .orElse(null);
    }

    Ciphers ciphers() {
        return ciphers;
    }

    /** Returns the provider of SHA-2, or null for the runtime's choice. */
    Provider digests() {
        return digests;
    }

    /** Returns the suite to recommend; known from the start. */
    LinkSuite suite() {
        return suite;
    }

    /** Returns the best speeds so far; measures again, for at most 120 ms, when the last time is 30 s ago. */
    synchronized CryptoStatus status(CryptoStatus.Randomness randomness) {
        if (measuring && System.nanoTime() - lastNs > PAUSE_NS) {
            runs.forEach(run -> run.measure(BUDGET_NS / runs.size()));
            lastNs = System.nanoTime();
        }
        List<Algorithm> algorithms = new ArrayList<>();
        for (SpeedRun run : runs) {
            algorithms.add(new Algorithm(run.kind().algorithm(), run.provider().getName(), run.megabytesPerSecond()));
        }
        String hashing = digests == null ? "the Java runtime" : digests.getName();
        for (String name : new String[] {"SHA-512", "SHA-256"}) {
            algorithms.add(new Algorithm(name, hashing, 0));
        }
        for (String name : new String[] {"ML-KEM-768", "ML-DSA-65", "X25519", "Ed25519", "BLAKE3"}) {
            algorithms.add(new Algorithm(name, "BouncyCastle", 0));
        }
        return new CryptoStatus(suite, algorithms, randomness);
    }
}
