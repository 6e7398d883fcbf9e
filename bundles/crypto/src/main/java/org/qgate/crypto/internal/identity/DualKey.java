package org.qgate.crypto.internal.identity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.crypto.Signatures;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.EdDsa;
import org.qgate.crypto.internal.primitive.MlDsaKey;
import org.qgate.crypto.internal.primitive.Refusals;
import org.qgate.crypto.internal.primitive.SourceRandom;

/**
 * An Ed25519 and an ML-DSA-65 key that sign together; both must verify ([ID-3]). Kept as two 32-byte seeds. Thread-safe
 * until {@link #wipe}.
 */
public final class DualKey {
    /** Bytes of both seeds. */
    public static final int SEED = EdDsa.KEY + MlDsaKey.SEED;

    private final byte[] seed;
    private final byte[] edDsaSeed;
    private final byte[] edDsa;
    private final MlDsaKey mlDsa;

    private DualKey(byte[] seed) {
        this.seed = seed;
        edDsaSeed = Arrays.copyOf(seed, EdDsa.KEY);
        edDsa = EdDsa.open(edDsaSeed);
        byte[] second = Arrays.copyOfRange(seed, EdDsa.KEY, SEED);
        mlDsa = new MlDsaKey(second);
        Bytes.wipe(second);
    }

    /** Makes a fresh key. */
    public static DualKey fresh(RandomSource random) {
        return new DualKey(random.bytes(SEED));
    }

    /** Expands both seeds, Ed25519's first; they are copied. */
    public static DualKey of(byte[] seed) {
        if (seed.length != SEED) {
            throw Refusals.malformed("a dual signing key has two seeds of 32 bytes");
        }
        return new DualKey(seed.clone());
    }

    /** Returns the Ed25519 public key. */
    public byte[] ed25519() {
        return edDsa.clone();
    }

    /** Returns the ML-DSA-65 public key. */
    public byte[] mlDsa() {
        return mlDsa.open();
    }

    byte[] seed() {
        return seed.clone();
    }

    /** Signs the framed domain and message with both keys. */
    public byte[] sign(String domain, byte[] message, RandomSource random) {
        byte[] framed = frame(domain, message);
        return Bytes.join(EdDsa.sign(edDsaSeed, framed), mlDsa.sign(framed, new SourceRandom(random)));
    }

    /** Verifies a dual signature; a wrong length or a malformed key is a plain no. */
    public static boolean verify(byte[] ed25519, byte[] mlDsa, String domain, byte[] message, byte[] signature) {
        if (signature.length != Signatures.BYTES) {
            return false;
        }
        byte[] framed = frame(domain, message);
        return EdDsa.verify(ed25519, framed, Arrays.copyOf(signature, EdDsa.SIGNATURE))
                && MlDsaKey.verify(mlDsa, framed, Arrays.copyOfRange(signature, EdDsa.SIGNATURE, signature.length));
    }

    /** What is signed: u8 length of the domain, the domain, the message ([ID-3]). */
    static byte[] frame(String domain, byte[] message) {
        byte[] text = domain.getBytes(StandardCharsets.US_ASCII);
        if (text.length == 0 || text.length > 255) {
            throw new IllegalArgumentException("a domain has 1 to 255 characters, not " + text.length);
        }
        return Bytes.join(new byte[] {(byte) text.length}, text, message);
    }

    void wipe() {
        Bytes.wipe(seed, edDsaSeed);
        mlDsa.wipe();
    }
}
