package org.qgate.crypto.internal.primitive;

import java.security.SecureRandom;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.MLDSASigner;

/** An ML-DSA-65 key (FIPS 204, pure, empty context), made from its 32-byte seed. Thread-safe until {@link #wipe}. */
public final class MlDsaKey {
    /** Bytes of a seed. */
    public static final int SEED = 32;

    /** Bytes of a public key. */
    public static final int OPEN = 1952;

    /** Bytes of a signature. */
    public static final int SIGNATURE = 3309;

    private static final MLDSAParameters PARAMETERS = MLDSAParameters.ml_dsa_65;

    private final MLDSAPrivateKeyParameters key;
    private final byte[] open;

    /** Expands a seed, which is not kept. */
    public MlDsaKey(byte[] seed) {
        if (seed.length != SEED) {
            throw Refusals.malformed("an ML-DSA-65 seed has 32 bytes");
        }
        key = new MLDSAPrivateKeyParameters(PARAMETERS, seed);
        open = key.getPublicKey(); // a destroyed key does not give it any more
    }

    /** Returns the public key. */
    public byte[] open() {
        return open.clone();
    }

    /** Signs; hedged with fresh randomness, or deterministically without any: for known answers. */
    public byte[] sign(byte[] message, SecureRandom random) {
        MLDSASigner signer = new MLDSASigner();
        signer.init(true, random == null ? key : new ParametersWithRandom(key, random));
        signer.update(message, 0, message.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException refused) {
            throw new IllegalStateException("ML-DSA refused to sign", refused);
        }
    }

    /** Verifies; wrong lengths are a plain no. */
    public static boolean verify(byte[] open, byte[] message, byte[] signature) {
        if (open.length != OPEN || signature.length != SIGNATURE) {
            return false;
        }
        MLDSASigner verifier = new MLDSASigner();
        verifier.init(false, new MLDSAPublicKeyParameters(PARAMETERS, open));
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(signature);
    }

    /** Overwrites the private key. */
    public void wipe() {
        key.destroy();
    }
}
