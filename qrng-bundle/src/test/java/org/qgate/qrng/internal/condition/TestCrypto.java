package org.qgate.qrng.internal.condition;

import java.util.function.Supplier;
import org.qgate.api.base.Clock;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Hashes;
import org.qgate.api.crypto.RandomSource;
import org.qgate.crypto.internal.CryptoProvider;
import org.qgate.sim.SimDisk;
import org.qgate.sim.SimRandom;

/** The node's cryptography over a random source that a test knows; it can be away for a while. */
final class TestCrypto implements Supplier<Crypto>, Clock {
    private final Crypto crypto;
    long wallMs = 1_000;
    boolean away;

    /** The operating system's randomness, repeatable. */
    TestCrypto(long seed) {
        this(new SimRandom(seed));
    }

    TestCrypto(RandomSource system) {
        crypto = new CryptoProvider(system, new SimDisk(), this);
    }

    Hashes hashes() {
        return crypto.hashes();
    }

    @Override
    public Crypto get() {
        if (away) {
            throw new IllegalStateException("the cryptography is away");
        }
        return crypto;
    }

    @Override
    public long wallMs() {
        return wallMs;
    }

    @Override
    public long monoNs() {
        return wallMs * 1_000_000;
    }
}
