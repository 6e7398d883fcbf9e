package org.qgate.ext.testkit;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.qgate.ext.crypto.Primitives;
import org.qgate.ext.crypto.Randomness;

/** Real cryptography; only its randomness comes again with the same seed. */
final class KitPrimitives implements Primitives {
    private static final int LONGEST_DERIVED = 8_160; // RFC 5869, section 2.3: 255 hashes
    private static final int TAG_BITS = 8 * TAG_BYTES;
    private static final int KEM_MESSAGE_BYTES = 32; // FIPS 203, algorithm 17
    private static final int KEM_MODULUS = 3_329; // FIPS 203, section 2.4
    private static final MLKEMParameters KEM = MLKEMParameters.ml_kem_768;

    private final Pass pass;
    private final Randomness random;

    KitPrimitives(Pass pass, Randomness random) {
        this.pass = pass;
        this.random = random;
    }

    /** All texts of one call together are bounded. */
    private void texts(int most, byte[]... given) {
        pass.require();
        long all = Arrays.stream(given)
                .mapToLong(each -> Bounds.present("an input", each).length)
                .sum();
        Bounds.within("the number of bytes", all, 0, most);
    }

    private byte[] exactly(String what, byte[] given, int length) {
        pass.require();
        return Bounds.bytes(what, given, length, length);
    }

    @Override
    public byte[] sha256(byte[] input) {
        texts(MOST_BYTES, input);
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible); // every Java machine has it
        }
    }

    @Override
    public byte[] hmac(byte[] key, byte[] message) {
        texts(MOST_BYTES, key, message);
        HMac mac = new HMac(new SHA256Digest());
        mac.init(new KeyParameter(key));
        mac.update(message, 0, message.length);
        byte[] code = new byte[mac.getMacSize()];
        mac.doFinal(code, 0);
        return code;
    }

    @Override
    public byte[] derive(byte[] secret, byte[] salt, byte[] info, int length) {
        texts(MOST_BYTES, secret, salt, info);
        Bounds.within("the length", length, 1, LONGEST_DERIVED);
        HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
        generator.init(new HKDFParameters(secret, salt, info));
        byte[] derived = new byte[length];
        generator.generateBytes(derived, 0, length);
        return derived;
    }

    @Override
    public byte[] seal(byte[] key, byte[] nonce, byte[] associated, byte[] plain) {
        texts(MOST_BYTES, associated, plain);
        try {
            return finished(cipher(true, key, nonce, associated), plain);
        } catch (InvalidCipherTextException impossible) {
            throw new IllegalStateException(impossible); // sealing checks nothing
        }
    }

    @Override
    public Optional<byte[]> open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed) {
        texts(MOST_BYTES + TAG_BYTES, associated, sealed);
        ChaCha20Poly1305 cipher = cipher(false, key, nonce, associated);
        if (sealed.length < TAG_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(finished(cipher, sealed));
        } catch (InvalidCipherTextException altered) {
            return Optional.empty();
        }
    }

    private ChaCha20Poly1305 cipher(boolean sealing, byte[] key, byte[] nonce, byte[] associated) {
        ChaCha20Poly1305 cipher = new ChaCha20Poly1305();
        KeyParameter used = new KeyParameter(exactly("the key", key, KEY_BYTES));
        byte[] once = exactly("the nonce", nonce, NONCE_BYTES);
        cipher.init(sealing, new AEADParameters(used, TAG_BITS, once, associated));
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
        X25519PrivateKeyParameters made = new X25519PrivateKeyParameters(random.bytes(KEY_BYTES));
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
        byte[] seed = random.bytes(KEM_PRIVATE_BYTES);
        return new Pair(seed, new MLKEMPrivateKeyParameters(KEM, seed).getPublicKey());
    }

    @Override
    public Encapsulated encapsulate(byte[] publicKey) {
        byte[] message = random.bytes(KEM_MESSAGE_BYTES);
        byte[] key = exactly("the public key", publicKey, KEM_PUBLIC_BYTES);
        if (!reduced(key)) {
            throw Bounds.invalid("the key fails the check of FIPS 203, section 7.2");
        }
        SecretWithEncapsulation made =
                MLKEMGenerator.internalGenerateEncapsulated(new MLKEMPublicKeyParameters(KEM, key), message);
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
        texts(MOST_BYTES, one, other);
        return MessageDigest.isEqual(one, other);
    }
}
