package org.qgate.qrng.internal.condition;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.qgate.api.base.Clock;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Hashes;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.qrng.Construction;
import org.qgate.api.qrng.Provenance;
import org.qgate.qrng.internal.flow.Batch;
import org.qgate.qrng.internal.flow.BatchHeader;
import org.qgate.qrng.internal.flow.Degraded;
import org.qgate.qrng.internal.flow.WindowStatistics;

/**
 * Hash_DRBG alone. It is seeded by the operating system, anew at each batch, and keeps in its state all that devices gave
 * while they were healthy; what it makes is as unpredictable as the better of both, and labelled as degraded and as made by
 * a program. Source: SP 800-90A revision 1, section 9.3 (prediction resistance). Thread-safe.
 */
public final class DegradedBytes implements Degraded {
    /** What the label names as the device. */
    public static final String DEVICE = "hash-drbg";

    private static final int SYSTEM_BYTES = 48;
    private static final int NONCE = 16;
    private static final int UNKNOWN_HASH = 32;

    private final Supplier<Crypto> crypto;
    private final Clock clock;
    private final byte[] healthy = new byte[HashFunction.SHA_512.bytes()];
    private HashDrbg drbg;
    private long made;

    /**
     * Begins without any seed.
     *
     * @param crypto gives the cryptography of the moment; asked at each batch, may throw
     */
    public DegradedBytes(Supplier<Crypto> crypto, Clock clock) {
        this.crypto = crypto;
        this.clock = clock;
    }

    /** Takes bytes of a healthy device that nobody else gets; they go into what came before, so nothing is lost. */
    synchronized void stir(Hashes by, byte[] seed) {
        byte[] joined = Joined.of(healthy, seed);
        HashFunction.SHA_512.digest(by, joined, 0, joined.length, healthy, 0);
        Arrays.fill(joined, (byte) 0);
    }

    @Override
    public synchronized Batch make(int count) {
        if (count < 1 || count > HashDrbg.MOST) {
            throw new IllegalArgumentException(count + " bytes at once, not 1 to " + HashDrbg.MOST);
        }
        Crypto now = crypto.get();
        Hashes hashes = now.hashes();
        RandomSource random = now.random();
        if (drbg == null) {
            drbg = HashDrbg.instantiate(
                    hashes, HashFunction.SHA_512, random.bytes(SYSTEM_BYTES), random.bytes(NONCE), healthy);
        }
        byte[] bytes = new byte[count];
        drbg.generateFresh(hashes, random.bytes(SYSTEM_BYTES), healthy, bytes, 0, count);
        stir(hashes, new byte[0]); // so that a state that leaks later tells nothing of these bytes
        return new Batch(header(hashes, bytes), bytes);
    }

    private BatchHeader header(Hashes hashes, byte[] bytes) {
        long wallMs = clock.wallMs();
        return new BatchHeader(
                Optional.empty(),
                DEVICE,
                new byte[UNKNOWN_HASH],
                new byte[UNKNOWN_HASH],
                Provenance.SIMULATED,
                made++,
                new WindowStatistics(0, 0, 0, 0, 0),
                0,
                0,
                HashFunction.SHA_512.title(),
                Construction.HASH_DRBG,
                true,
                "",
                wallMs,
                wallMs,
                XorRefinery.digest(hashes, bytes));
    }

    /** Overwrites its state; the next batch begins anew. */
    public synchronized void forget() {
        Arrays.fill(healthy, (byte) 0);
        if (drbg != null) {
            drbg.wipe();
            drbg = null;
        }
    }
}
