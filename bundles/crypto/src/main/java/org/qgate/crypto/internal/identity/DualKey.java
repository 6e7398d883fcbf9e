package org.qgate.crypto.internal.identity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.crypto.Signatures;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Refusals;
import org.qgate.crypto.internal.primitive.SourceRandom;

/**
 * An Ed25519 (RFC 8032) and an ML-DSA-65 (FIPS 204, hedged, empty context) key that sign together; both must verify.
 * Kept as two 32-byte seeds. Thread-safe until {@link #wipe}.
 */
public final class DualKey {
    /** Bytes of both seeds. */
    public static final int SEED = 64;

    /** Bytes of an Ed25519 public key. */
    public static final int ED25519 = 32;

    /** Bytes of an ML-DSA-65 public key. */
    public static final int ML_DSA = 1952;

    private static final int ED25519_SIGNATURE = 64;
    private static final MLDSAParameters PARAMETERS = MLDSAParameters.ml_dsa_65;

    private final byte[] seed;
    private final byte[] ed25519;
    private final MLDSAPrivateKeyParameters mlDsa;

    private DualKey(byte[] seed) {
        this.seed = seed;
        this.ed25519 = openEd25519(seed);
        byte[] second = Arrays.copyOfRange(seed, 32, SEED);
        mlDsa = new MLDSAPrivateKeyParameters(PARAMETERS, second);
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
        return ed25519.clone();
    }

    /** Returns the ML-DSA-65 public key. */
    public byte[] mlDsa() {
        return mlDsa.getPublicKey();
    }

    byte[] seed() {
        return seed.clone();
    }

    /** Signs the framed domain and message ([ID-3]) with both keys. */
    public byte[] sign(String domain, byte[] message, RandomSource random) {
        byte[] framed = frame(domain, message);
        byte[] signature = Arrays.copyOf(signEd25519(seed, framed), Signatures.BYTES);
        MLDSASigner signer = new MLDSASigner();
        signer.init(true, new ParametersWithRandom(mlDsa, new SourceRandom(random)));
        signer.update(framed, 0, framed.length);
        try {
            byte[] second = signer.generateSignature();
            System.arraycopy(second, 0, signature, ED25519_SIGNATURE, second.length);
        } catch (CryptoException refused) {
            throw new IllegalStateException("ML-DSA refused to sign", refused);
        }
        return signature;
    }

    /** Verifies a dual signature; a wrong length or a malformed key is a plain no. */
    public static boolean verify(byte[] ed25519, byte[] mlDsa, String domain, byte[] message, byte[] signature) {
        if (signature.length != Signatures.BYTES || mlDsa.length != ML_DSA) {
            return false;
        }
        byte[] framed = frame(domain, message);
        if (!verifyEd25519(ed25519, framed, signature)) {
            return false;
        }
        MLDSASigner verifier = new MLDSASigner();
        verifier.init(false, new MLDSAPublicKeyParameters(PARAMETERS, mlDsa));
        verifier.update(framed, 0, framed.length);
        return verifier.verifySignature(Arrays.copyOfRange(signature, ED25519_SIGNATURE, signature.length));
    }

    /** What is signed: u8 length of the domain, the domain, the message ([ID-3]). */
    static byte[] frame(String domain, byte[] message) {
        byte[] text = domain.getBytes(StandardCharsets.US_ASCII);
        if (text.length == 0 || text.length > 255) {
            throw new IllegalArgumentException("a domain has 1 to 255 characters, not " + text.length);
        }
        return Bytes.join(new byte[] {(byte) text.length}, text, message);
    }

    static byte[] openEd25519(byte[] seed) {
        byte[] open = new byte[ED25519];
        Ed25519.generatePublicKey(seed, 0, open, 0);
        return open;
    }

    static byte[] signEd25519(byte[] seed, byte[] framed) {
        byte[] signature = new byte[ED25519_SIGNATURE];
        Ed25519.sign(seed, 0, framed, 0, framed.length, signature, 0);
        return signature;
    }

    static boolean verifyEd25519(byte[] key, byte[] framed, byte[] signature) {
        return key.length == ED25519
                && signature.length >= ED25519_SIGNATURE
                && Ed25519.verify(signature, 0, key, 0, framed, 0, framed.length);
    }

    void wipe() {
        Bytes.wipe(seed);
        mlDsa.destroy();
    }
}
