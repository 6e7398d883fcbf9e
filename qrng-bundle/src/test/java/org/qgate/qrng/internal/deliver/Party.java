package org.qgate.qrng.internal.deliver;

import java.util.function.Supplier;
import org.qgate.api.NodeId;
import org.qgate.api.base.Clock;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.qrng.Construction;
import org.qgate.api.qrng.Provenance;
import org.qgate.crypto.internal.CryptoProvider;
import org.qgate.qrng.internal.flow.Batch;
import org.qgate.qrng.internal.flow.BatchHeader;
import org.qgate.qrng.internal.flow.Degraded;
import org.qgate.qrng.internal.flow.WindowStatistics;
import org.qgate.sim.SimDisk;
import org.qgate.sim.SimRandom;

/** A node as far as delivery needs one: real cryptography and an identity. */
public record Party(Crypto crypto, Identity identity) {
    /** Makes one; the same seed makes the same node. */
    public static Party of(long seed, Clock clock) {
        Crypto crypto = new CryptoProvider(new SimRandom(seed), new SimDisk(), clock);
        return new Party(crypto, crypto.identity("qgate-test"));
    }

    /** Returns its id. */
    public NodeId id() {
        return identity.nodeId();
    }

    /** Returns what gives its cryptography. */
    public Supplier<Crypto> supplier() {
        return () -> crypto;
    }

    /** Returns what makes degraded bytes: all of them 0xdd. */
    public static Degraded degraded() {
        return count -> {
            byte[] bytes = new byte[count];
            java.util.Arrays.fill(bytes, (byte) 0xdd);
            BatchHeader header = new BatchHeader(
                    java.util.Optional.empty(),
                    "degraded",
                    new byte[32],
                    new byte[32],
                    Provenance.SIMULATED,
                    0,
                    new WindowStatistics(0, 0, 0, 0, 0),
                    0,
                    0,
                    "",
                    Construction.HASH_DRBG,
                    true,
                    "",
                    0,
                    0,
                    new byte[64]);
            return new Batch(header, bytes);
        };
    }
}
