package org.qgate.kernel.internal.node;

import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.CryptoStatus;
import org.qgate.api.crypto.DerivedKeys;
import org.qgate.api.crypto.Hashes;
import org.qgate.api.crypto.HopHandshakes;
import org.qgate.api.crypto.Identity;
import org.qgate.api.crypto.LinkHandshakes;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.crypto.Primitives;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.crypto.Signatures;
import org.qgate.crypto.internal.CryptoProvider;
import org.qgate.crypto.internal.hop.HybridHops;
import org.qgate.crypto.internal.link.LinkLimits;
import org.qgate.crypto.internal.link.NoiseLinks;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.kernel.handover.RecordingProvider;
import org.qgate.kernel.handover.SealRecord;
import org.qgate.sim.SimHost;

/** The real cryptography of this class loader over AEADs and layers that are recorded. */
record RecordingCrypto(Crypto real, LinkHandshakes links, HopHandshakes hops) implements Crypto {
    static RecordingCrypto of(SimHost host, SealRecord record) {
        RecordingProvider aeads = new RecordingProvider(record);
        LinkHandshakes links =
                new NoiseLinks(host.random(), host.clock(), new Ciphers(aeads, aeads, null), LinkLimits.STANDARD);
        HopHandshakes hops = new RecordingHops(new HybridHops(host.random(), Ciphers.standard()), record);
        return new RecordingCrypto(new CryptoProvider(host.random(), host.state(), host.clock()), links, hops);
    }

    @Override
    public RandomSource random() {
        return real.random();
    }

    @Override
    public Hashes hashes() {
        return real.hashes();
    }

    @Override
    public Identity identity(String networkId) {
        return real.identity(networkId);
    }

    @Override
    public byte[] installFamily(byte[] seed, boolean replace) {
        return real.installFamily(seed, replace);
    }

    @Override
    public Signatures signatures() {
        return real.signatures();
    }

    @Override
    public DerivedKeys derived() {
        return real.derived();
    }

    @Override
    public Primitives primitives() {
        return real.primitives();
    }

    @Override
    public CryptoStatus status() {
        return real.status();
    }

    @Override
    public LinkSuite recommendedSuite() {
        return real.recommendedSuite();
    }
}
