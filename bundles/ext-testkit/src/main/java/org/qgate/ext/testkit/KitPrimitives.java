package org.qgate.ext.testkit;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.qgate.ext.Permission;
import org.qgate.ext.crypto.Primitives;

/** Real cryptography; only its randomness comes again with the same seed. */
final class KitPrimitives implements Primitives {
    private static final int LONGEST_DERIVED = 8_160; // RFC 5869, section 2.3: 255 hashes
    private static final int TAG_BITS = 8 * TAG_BYTES;
    private static final int KEM_MESSAGE_BYTES = 32; // FIPS 203, algorithm 17
    private static final int KEM_MODULUS = 3_329; // FIPS 203, section 2.4
    private static final MLKEMParameters KEM = MLKEMParameters.ml_kem_768;

    private final Pass pass;
    private final Draws draws;

    KitPrimitives(Pass pass, Draws draws) {
        this.pass = pass;
        this.draws = draws;
    }

    private byte[] text(String what, byte[] given) {
        pass.require();
        return Bounds.bytes(what, given, 0, MOST_BYTES);
    }

    private byte[] exactly(String what, byte[] given, int length) {
        pass.require();
        return Bounds.bytes(what, given, length, length);
    }

    private byte[] random(int count) {
        pass.use(Permission.RANDOM_READ);
        return draws.bytes(count);
    }

    @Override
    public byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text("the input", input));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible); // every Java machine has it
        }
    }

    @Override
    public byte[] hmac(byte[] key, byte[] message) {
        byte[] used = Bounds.bytes("the key", key, 1, MOST_BYTES);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(used, "HmacSHA256"));
            return mac.doFinal(text("the message", message));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible); // every Java machine has it
        }
    }

    @Override
    public byte[] derive(byte[] secret, byte[] salt, byte[] info, int length) {
        Bounds.within("the length", length, 1, LONGEST_DERIVED);
        HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
        generator.init(new HKDFParameters(text("the secret", secret), text("the salt", salt), text("the info", info)));
        byte[] derived = new byte[length];
        generator.generateBytes(derived, 0, length);
        return derived;
    }

    @Override
    public byte[] seal(byte[] key, byte[] nonce, byte[] associated, byte[] plain) {
        ChaCha20Poly1305 cipher = cipher(true, key, nonce, associated);
        byte[] in = text("the text", plain);
        try {
            return finished(cipher, in);
        } catch (InvalidCipherTextException impossible) {
            throw new IllegalStateException(impossible); // sealing checks nothing
        }
    }

    @Override
    public Optional<byte[]> open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed) {
        ChaCha20Poly1305 cipher = cipher(false, key, nonce, associated);
        byte[] in = Bounds.bytes("the sealed text", sealed, TAG_BYTES, MOST_BYTES + TAG_BYTES);
        try {
            return Optional.of(finished(cipher, in));
        } catch (InvalidCipherTextException altered) {
            return Optional.empty();
        }
    }

    private ChaCha20Poly1305 cipher(boolean sealing, byte[] key, byte[] nonce, byte[] associated) {
        ChaCha20Poly1305 cipher = new ChaCha20Poly1305();
        KeyParameter used = new KeyParameter(exactly("the key", key, KEY_BYTES));
        byte[] once = exactly("the nonce", nonce, NONCE_BYTES);
        cipher.init(sealing, new AEADParameters(used, TAG_BITS, once, text("what is associated", associated)));
        return cipher;
    }

    private static byte[] finished(ChaCha20Poly1305 cipher, byte[] in) throws InvalidCipherTextException {
        byte[] out = new byte[cipher.getOutputSize(in.length)];
        int written = cipher.processBytes(in, 0, in.length, out, 0);
        cipher.doFinal(out, written);
        return out;
    }

    @Override
    public Pair agreementPair() {
        X25519PrivateKeyParameters made = new X25519PrivateKeyParameters(random(KEY_BYTES));
        return new Pair(made.getEncoded(), made.generatePublicKey().getEncoded());
    }

    @Override
    public byte[] agree(byte[] privateKey, byte[] otherPublicKey) {
        byte[] mine = exactly("the private key", privateKey, KEY_BYTES);
        byte[] theirs = exactly("the public key", otherPublicKey, KEY_BYTES);
        return Points.shared(new X25519PrivateKeyParameters(mine), theirs);
    }

    @Override
    public Pair kemPair() {
        byte[] seed = random(KEM_PRIVATE_BYTES);
        return new Pair(seed, new MLKEMPrivateKeyParameters(KEM, seed).getPublicKey());
    }

    @Override
    public Encapsulated encapsulate(byte[] publicKey) {
        byte[] key = exactly("the public key", publicKey, KEM_PUBLIC_BYTES);
        if (!reduced(key)) {
            throw Bounds.invalid("the key fails the check of FIPS 203, section 7.2");
        }
        SecretWithEncapsulation made = MLKEMGenerator.internalGenerateEncapsulated(
                new MLKEMPublicKeyParameters(KEM, key), random(KEM_MESSAGE_BYTES));
        return new Encapsulated(made.getSecret(), made.getEncapsulation());
    }

    /** FIPS 203, section 7.2: each of the 12-bit numbers before the seed is below the modulus. */
    private static boolean reduced(byte[] key) {
        for (int i = 0; i < KEM_PUBLIC_BYTES - KEY_BYTES; i += 3) {
            int first = key[i] & 0xff | (key[i + 1] & 0x0f) << 8;
            int second = (key[i + 1] & 0xf0) >> 4 | (key[i + 2] & 0xff) << 4;
            if (first >= KEM_MODULUS || second >= KEM_MODULUS) {
                return false;
            }
        }
        return true;
    }

    @Override
    public byte[] decapsulate(byte[] privateKey, byte[] ciphertext) {
        byte[] seed = exactly("the private key", privateKey, KEM_PRIVATE_BYTES);
        byte[] carried = exactly("the ciphertext", ciphertext, KEM_CIPHERTEXT_BYTES);
        return new MLKEMExtractor(new MLKEMPrivateKeyParameters(KEM, seed)).extractSecret(carried);
    }

    @Override
    public boolean same(byte[] one, byte[] other) {
        pass.require();
        return MessageDigest.isEqual(Bounds.present("one", one), Bounds.present("the other", other));
    }
}
