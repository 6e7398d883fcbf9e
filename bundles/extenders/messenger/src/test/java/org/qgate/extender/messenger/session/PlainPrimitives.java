package org.qgate.extender.messenger.session;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Random;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.qgate.ext.RefusedException;
import org.qgate.ext.crypto.Primitives;

/** The real algorithms, with randomness that a seed gives. */
final class PlainPrimitives implements Primitives {
    private static final MLKEMParameters ML_KEM_768 = MLKEMParameters.ml_kem_768;

    private final Random random;

    PlainPrimitives(Random random) {
        this.random = random;
    }

    @Override
    public byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public byte[] derive(byte[] secret, byte[] salt, byte[] info, int length) {
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
        hkdf.init(new HKDFParameters(secret, salt, info));
        byte[] out = new byte[length];
        hkdf.generateBytes(out, 0, length);
        return out;
    }

    @Override
    public byte[] seal(byte[] key, byte[] nonce, byte[] associated, byte[] plain) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, nonce, associated).doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Optional<byte[]> open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed) {
        if (sealed.length < TAG_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, key, nonce, associated).doFinal(sealed));
        } catch (AEADBadTagException altered) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] associated)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(mode, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
        cipher.updateAAD(associated);
        return cipher;
    }

    @Override
    public Pair agreementPair() {
        byte[] privateKey = draw(KEY_BYTES);
        byte[] publicKey = new byte[KEY_BYTES];
        X25519.scalarMultBase(privateKey, 0, publicKey, 0);
        return new Pair(privateKey, publicKey);
    }

    @Override
    public byte[] agree(byte[] privateKey, byte[] otherPublicKey) {
        byte[] shared = new byte[KEY_BYTES];
        if (!X25519.calculateAgreement(privateKey, 0, otherPublicKey, 0, shared, 0)) {
            throw new RefusedException(RefusedException.Reason.INVALID, "a key of low order");
        }
        return shared;
    }

    @Override
    public Pair kemPair() {
        byte[] seed = draw(KEM_PRIVATE_BYTES);
        return new Pair(seed, new MLKEMPrivateKeyParameters(ML_KEM_768, seed).getPublicKey());
    }

    @Override
    public Encapsulated encapsulate(byte[] publicKey) {
        SecretWithEncapsulation made = MLKEMGenerator.internalGenerateEncapsulated(
                new MLKEMPublicKeyParameters(ML_KEM_768, publicKey), draw(KEY_BYTES));
        return new Encapsulated(made.getSecret(), made.getEncapsulation());
    }

    @Override
    public byte[] decapsulate(byte[] privateKey, byte[] ciphertext) {
        return new MLKEMExtractor(new MLKEMPrivateKeyParameters(ML_KEM_768, privateKey)).extractSecret(ciphertext);
    }

    @Override
    public boolean same(byte[] one, byte[] other) {
        return MessageDigest.isEqual(one, other);
    }

    private byte[] draw(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
