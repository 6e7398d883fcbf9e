package org.qgate.crypto.internal;

import java.nio.charset.StandardCharsets;
import org.qgate.api.crypto.RandomSource;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.primitive.Hkdf;

/**
 * The operating system's bytes, combined by exclusive or with a keystream whose keys are a hash of secrets of the operating
 * system and of all seeds so far. Guarantees: at least as unpredictable as the better of both. Bytes that the operating
 * system gives for a call are drawn for that call only and go nowhere else, so the keystream, and whoever chose the seeds,
 * cannot depend on them: uniform bytes combined with anything independent stay uniform, whatever the seeds were (all zero,
 * chosen, made to cancel). Where the operating system's bytes are known, the keystream is pseudo-random to whoever lacks one
 * of the seeds. What it holds tells nothing of what it gave, and never leaves the process or this version of the bundle.
 * Sources: ADR 0017; HKDF, RFC 5869. Thread-safe; threads share no lock but by chance.
 */
final class MixedRandom implements RandomSource {
    /** A power of two: threads are spread over them by their number. */
    private static final int LANES = 8;

    private static final byte[] NEXT = label("next");

    private final RandomSource system;
    private final KeystreamLane[] lanes = new KeystreamLane[LANES];
    private byte[] root = new byte[Hkdf.HASH];

    /** Begins with a secret of the operating system. */
    MixedRandom(RandomSource system, Ciphers ciphers) {
        this.system = system;
        for (int i = 0; i < LANES; i++) {
            lanes[i] = new KeystreamLane(ciphers, new byte[KeystreamLane.KEY]);
        }
        stir(new byte[0]);
    }

    private static byte[] label(String name) {
        return ("qgate 1 random " + name).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void fill(byte[] out, int offset, int length) {
        system.fill(out, offset, length);
        int lane = (int) Thread.currentThread().getId() & LANES - 1;
        lanes[lane].mask(out, offset, length);
    }

    /**
     * Takes a seed, good or bad, beside a fresh secret of the operating system; it goes into all that went in before.
     *
     * @param seed of any length; neither kept nor changed
     */
    synchronized void stir(byte[] seed) {
        byte[] secret = system.bytes(Hkdf.HASH);
        byte[] drawn = Hkdf.extract(root, secret, seed);
        for (int i = 0; i < LANES; i++) {
            byte[] key = Hkdf.expand(drawn, label("lane " + i), KeystreamLane.KEY);
            lanes[i].rekey(key);
            Bytes.wipe(key);
        }
        Bytes.wipe(root);
        root = Hkdf.expand(
                drawn, NEXT, Hkdf.HASH); // another one than the lanes' keys are made of: it tells nothing of them
        Bytes.wipe(secret, drawn);
    }

    /** Forgets all seeds and begins anew with a secret of the operating system. */
    synchronized void forget() {
        Bytes.wipe(root);
        stir(new byte[0]);
    }

    /** Returns how many bytes it gave. */
    long given() {
        long sum = 0;
        for (KeystreamLane lane : lanes) {
            sum += lane.given();
        }
        return sum;
    }
}
