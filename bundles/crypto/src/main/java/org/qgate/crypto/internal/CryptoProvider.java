package org.qgate.crypto.internal;

import java.util.function.Supplier;
import org.qgate.api.base.Clock;
import org.qgate.api.base.StateFolder;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.CryptoStatus;
import org.qgate.api.crypto.CryptoStatus.Randomness;
import org.qgate.api.crypto.DerivedKeys;
import org.qgate.api.crypto.Hashes;
import org.qgate.api.crypto.HopHandshakes;
import org.qgate.api.crypto.Identity;
import org.qgate.api.crypto.LinkHandshakes;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.crypto.Primitives;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.crypto.Signatures;
import org.qgate.crypto.internal.hop.HybridHops;
import org.qgate.crypto.internal.identity.SignatureVerifier;
import org.qgate.crypto.internal.link.LinkLimits;
import org.qgate.crypto.internal.link.NoiseLinks;
import org.qgate.crypto.internal.primitive.PlainHashes;
import org.qgate.crypto.internal.primitive.PlainPrimitives;

/** The node's cryptography, built with {@code new}: by the component, by tests and by the simulator. Thread-safe. */
public final class CryptoProvider implements Crypto {
    private final RandomSource random;
    private final SpeedProbe probed;
    private final PlainHashes hashes;
    private final Supplier<Randomness> randomness;
    private final SignatureVerifier signatures = new SignatureVerifier();
    private final NoiseLinks links;
    private final HybridHops hops;
    private final Identities identities;
    private final PlainPrimitives primitives;

    /** Makes a provider with the runtime's ciphers and the protocol's limits; nothing is probed. */
    public CryptoProvider(RandomSource random, StateFolder state, Clock clock) {
        this(random, state, clock, SpeedProbe.none(), LinkLimits.STANDARD);
    }

    /**
     * Makes the provider that a node starts with: the fastest ciphers that answer right, and the system's randomness.
     *
     * @throws org.qgate.api.error.QGateException when an answer is wrong
     */
    public static CryptoProvider tested(StateFolder state, Clock clock) {
        SpeedProbe probed = SpeedProbe.tested();
        OsRandom system = new OsRandom();
        MixedRandom random = new MixedRandom(system, probed.ciphers());
        Randomness alone = Randomness.of(system.algorithm());
        Identities identities = new Identities(state, clock, random, () -> {});
        return new CryptoProvider(random, identities, clock, probed, LinkLimits.STANDARD, () -> alone);
    }

    /** Makes a provider with probed ciphers and given limits on the use of a link's keys. */
    public CryptoProvider(RandomSource random, StateFolder state, Clock clock, SpeedProbe probed, LinkLimits limits) {
        this(
                random,
                new Identities(state, clock, random, () -> {}),
                clock,
                probed,
                limits,
                () -> Randomness.of("given"));
    }

    /** Makes a provider over identities that somebody else locks, and a random source that somebody else tells of. */
    CryptoProvider(
            RandomSource random,
            Identities identities,
            Clock clock,
            SpeedProbe probed,
            LinkLimits limits,
            Supplier<Randomness> randomness) {
        this.random = random;
        this.randomness = randomness;
        hashes = new PlainHashes(probed.digests());
        this.identities = identities;
        this.probed = probed;
        links = new NoiseLinks(random, clock, probed.ciphers(), limits);
        hops = new HybridHops(random, probed.ciphers());
        primitives = new PlainPrimitives(random, probed.ciphers());
    }

    @Override
    public RandomSource random() {
        return random;
    }

    @Override
    public Hashes hashes() {
        return hashes;
    }

    @Override
    public Identity identity(String networkId) {
        return identities.open(networkId);
    }

    @Override
    public byte[] installFamily(byte[] seed, boolean replace) {
        return identities.installFamily(seed, replace);
    }

    @Override
    public Signatures signatures() {
        return signatures;
    }

    @Override
    public DerivedKeys derived() {
        return identities.derived();
    }

    @Override
    public Primitives primitives() {
        return primitives;
    }

    @Override
    public LinkHandshakes links() {
        return links;
    }

    @Override
    public HopHandshakes hops() {
        return hops;
    }

    @Override
    public CryptoStatus status() {
        return probed.status(randomness.get());
    }

    @Override
    public LinkSuite recommendedSuite() {
        return probed.suite();
    }
}
