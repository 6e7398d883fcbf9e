package org.qgate.qrng.internal.condition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Hashes;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.qrng.Construction;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.SourceIdentity;
import org.qgate.qrng.internal.flow.Batch;
import org.qgate.qrng.internal.flow.BatchHeader;
import org.qgate.qrng.internal.flow.RawWindow;
import org.qgate.qrng.internal.flow.Refinery;
import org.qgate.qrng.internal.flow.WindowVerdict;

/**
 * RBG3(XOR) over one device: conditioned bytes of full entropy, combined by exclusive or with Hash_DRBG. Guarantees: a batch
 * has full entropy when the device has the entropy credited to it, and otherwise still the 256 bits of a Hash_DRBG that the
 * operating system's randomness went into, at its seed and at each window; that randomness is credited with nothing. What
 * seeds Hash_DRBG is never given out. Source: NIST SP 800-90C, section 6.2. One a device; for one thread.
 *
 * <p>A call that throws, as while the cryptography is replaced, has used nothing of the window: it can be called again.
 */
public final class XorRefinery implements Refinery {
    /** Windows between seeds: about a minute at ten windows a second. */
    static final int WINDOWS_A_SEED = 600;

    /** Of the operating system, at each seed and at each window. */
    private static final int SYSTEM_BYTES = 64;

    /** Conditioned bytes of a seed: its entropy, then a nonce. */
    private static final int SEED = 64;

    private static final int NONCE = 16;

    private final Supplier<Crypto> crypto;
    private final Supplier<String> stream;
    private final DegradedBytes degraded;
    private final Conditioning setting;
    private final Conditioner conditioner;
    /** For the own generator, then for the one of {@link DegradedBytes}. */
    private final byte[] seeds = new byte[2 * SEED];

    private int collected;
    private int windows;
    private HashDrbg drbg;

    /**
     * Begins without any entropy.
     *
     * @param crypto gives the cryptography of the moment; asked at each window, may throw
     * @param stream gives the stream whose manifests will list what is made: {@code Mint::stream}
     * @param degraded gets a share of each seed, so that it has some when no device is healthy any more
     */
    public XorRefinery(Conditioning setting, Supplier<Crypto> crypto, Supplier<String> stream, DegradedBytes degraded) {
        this.setting = setting;
        this.crypto = crypto;
        this.stream = stream;
        this.degraded = degraded;
        conditioner = new Conditioner(setting);
    }

    @Override
    public List<Batch> refine(
            RawWindow window,
            WindowVerdict verdict,
            SourceIdentity identity,
            Provenance provenance,
            double minEntropy) {
        if (!verdict.clean()) {
            throw new IllegalArgumentException("a window with findings is not used: " + verdict.findings());
        }
        Crypto now = crypto.get();
        Hashes hashes = now.hashes();
        byte[] system = now.random().bytes(SYSTEM_BYTES);
        String listed = stream.get();
        byte[] conditioned = conditioner.condition(hashes, window.samples(), minEntropy);
        byte[] bytes = withoutSeeds(conditioned, hashes, now.random());
        if (bytes.length == 0) {
            return List.of();
        }
        combine(hashes, system, bytes);
        Arrays.fill(system, (byte) 0);
        BatchHeader header = new BatchHeader(
                Optional.empty(),
                window.device(),
                text(hashes, identity.serial()),
                text(hashes, identity.firmware()),
                provenance,
                window.number(),
                verdict.statistics(),
                window.samples().length,
                minEntropy,
                setting.hash().title(),
                Construction.RBG3_XOR,
                false,
                listed,
                window.startedWallMs(),
                window.endedWallMs(),
                digest(hashes, bytes));
        return List.of(new Batch(header, bytes));
    }

    /** Takes what seeds are due from the front; what is left may leave. */
    private byte[] withoutSeeds(byte[] conditioned, Hashes hashes, RandomSource random) {
        if (conditioned.length == 0 || drbg != null && windows < WINDOWS_A_SEED) {
            return conditioned;
        }
        int taken = Math.min(seeds.length - collected, conditioned.length);
        System.arraycopy(conditioned, 0, seeds, collected, taken);
        collected += taken;
        if (collected == seeds.length) {
            seed(hashes, random);
        }
        byte[] left = drbg == null ? new byte[0] : Arrays.copyOfRange(conditioned, taken, conditioned.length);
        Arrays.fill(conditioned, (byte) 0);
        return left;
    }

    private void seed(Hashes hashes, RandomSource random) {
        byte[] system = random.bytes(SYSTEM_BYTES);
        byte[] own = Arrays.copyOf(seeds, SEED);
        byte[] others = Arrays.copyOfRange(seeds, SEED, seeds.length);
        if (drbg == null) {
            byte[] entropy = Arrays.copyOf(own, SEED - NONCE);
            byte[] nonce = Arrays.copyOfRange(own, SEED - NONCE, SEED);
            drbg = HashDrbg.instantiate(hashes, HashFunction.SHA_512, entropy, nonce, system);
            Arrays.fill(entropy, (byte) 0);
            Arrays.fill(nonce, (byte) 0);
        } else {
            drbg.reseed(hashes, own, system);
        }
        degraded.stir(hashes, others);
        windows = 0;
        wipeSeeds();
        Arrays.fill(own, (byte) 0);
        Arrays.fill(others, (byte) 0);
        Arrays.fill(system, (byte) 0);
    }

    private void wipeSeeds() {
        collected = 0;
        Arrays.fill(seeds, (byte) 0);
    }

    private void combine(Hashes hashes, byte[] system, byte[] bytes) {
        windows++;
        byte[] additional = system;
        for (int at = 0; at < bytes.length; at += HashDrbg.MOST) {
            drbg.generate(hashes, additional, bytes, at, Math.min(HashDrbg.MOST, bytes.length - at));
            additional = new byte[0];
        }
    }

    private static byte[] text(Hashes hashes, String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[HashFunction.SHA_256.bytes()];
        hashes.sha256(in, 0, in.length, out, 0);
        return out;
    }

    static byte[] digest(Hashes hashes, byte[] bytes) {
        byte[] out = new byte[HashFunction.SHA_512.bytes()];
        hashes.sha512(bytes, 0, bytes.length, out, 0);
        return out;
    }

    /** Forgets Hash_DRBG's state as well: the next one begins with a seed of its own. */
    @Override
    public void forget() {
        conditioner.forget();
        wipeSeeds();
        windows = 0;
        if (drbg != null) {
            drbg.wipe();
            drbg = null;
        }
    }
}
