package org.qgate.crypto.internal.primitive;

import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.qgate.api.crypto.RandomSource;

/** An ML-KEM-768 key pair (FIPS 203), kept with its 64-byte seed d ‖ z. Thread-safe until {@link #wipe}. */
public final class MlKemPair {
    /** Bytes of an encapsulation key. */
    public static final int OPEN = 1184;

    /** Bytes of a ciphertext. */
    public static final int CIPHERTEXT = 1088;

    /** Bytes of a seed. */
    public static final int SEED = 64;

    /** Bytes of a shared secret and of the randomness of an encapsulation. */
    public static final int SECRET = 32;

    /** FIPS 203, section 2.4: the modulus. */
    private static final int Q = 3329;

    private static final MLKEMParameters PARAMETERS = MLKEMParameters.ml_kem_768;

    private final byte[] seed;
    private final MLKEMPrivateKeyParameters key;
    private final byte[] open;

    private MlKemPair(byte[] seed) {
        this.seed = seed;
        this.key = new MLKEMPrivateKeyParameters(PARAMETERS, seed);
        this.open = key.getPublicKey(); // a destroyed key does not give it any more
    }

    /** Makes a fresh pair. */
    public static MlKemPair fresh(RandomSource random) {
        return new MlKemPair(random.bytes(SEED));
    }

    /** Expands a seed, which is copied. */
    public static MlKemPair of(byte[] seed) {
        if (seed.length != SEED) {
            throw Refusals.malformed("an ML-KEM-768 seed has 64 bytes");
        }
        return new MlKemPair(seed.clone());
    }

    /** A shared secret and the ciphertext that carries it. */
    public record Capsule(byte[] secret, byte[] ciphertext) {}

    /**
     * Encapsulates to a key that passed {@link #check}, with 32 fresh random bytes.
     *
     * @throws org.qgate.api.error.QGateException QG-CRY-0001 when the key fails the checks
     */
    public static Capsule encapsulate(byte[] open, RandomSource random) {
        byte[] message = random.bytes(SECRET);
        Capsule capsule = encapsulate(open, message);
        Bytes.wipe(message);
        return capsule;
    }

    /** As the other, with given randomness: for known answers. */
    public static Capsule encapsulate(byte[] open, byte[] message) {
        check(open);
        SecretWithEncapsulation made =
                MLKEMGenerator.internalGenerateEncapsulated(new MLKEMPublicKeyParameters(PARAMETERS, open), message);
        return new Capsule(made.getSecret(), made.getEncapsulation());
    }

    /**
     * FIPS 203, section 7.2: the length, and every coefficient below the modulus.
     *
     * @throws org.qgate.api.error.QGateException QG-CRY-0001 otherwise
     */
    public static void check(byte[] open) {
        if (open.length != OPEN) {
            throw Refusals.authentication();
        }
        for (int i = 0; i < OPEN - 32; i += 3) { // two 12-bit coefficients in three bytes, then the 32-byte rho
            int low = open[i] & 255 | (open[i + 1] & 15) << 8;
            int high = (open[i + 1] & 255) >>> 4 | (open[i + 2] & 255) << 4;
            if (low >= Q || high >= Q) {
                throw Refusals.authentication();
            }
        }
    }

    /** Returns the encapsulation key. */
    public byte[] open() {
        return open.clone();
    }

    /** Returns the seed, a copy, for a key file or an export. */
    public byte[] seed() {
        return seed.clone();
    }

    /**
     * Decapsulates. A ciphertext made for another key gives a random-looking secret (FIPS 203's implicit rejection).
     *
     * @throws org.qgate.api.error.QGateException QG-CRY-0001 for a wrong length
     */
    public byte[] decapsulate(byte[] ciphertext) {
        if (ciphertext.length != CIPHERTEXT) {
            throw Refusals.authentication();
        }
        return new MLKEMExtractor(key).extractSecret(ciphertext);
    }

    /** Overwrites the private key. */
    public void wipe() {
        Bytes.wipe(seed);
        key.destroy();
    }
}
