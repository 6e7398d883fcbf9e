package org.qgate.crypto.internal.primitive;

import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.qgate.api.crypto.Primitives;
import org.qgate.api.crypto.RandomSource;

/** Algorithms for keys that others keep: what they give is copied where it is looked at twice. Thread-safe. */
public final class PlainPrimitives implements Primitives {
    private static final int KEY = 32;
    /** RFC 8439, section 2.8. */
    private static final int NONCE = 12;
    /** RFC 5869, section 2.3. */
    private static final int MOST_DERIVED = 255 * Hkdf.HASH;

    private static final int MOST_BULK = 1 << 20;

    private final RandomSource random;
    private final Ciphers ciphers;

    /** Computes with these ciphers. */
    public PlainPrimitives(RandomSource random, Ciphers ciphers) {
        this.random = random;
        this.ciphers = ciphers;
    }

    @Override
    public byte[] sha256(byte[] input) {
        return Hkdf.sha256(input);
    }

    @Override
    public byte[] hmac(byte[] key, byte[] message) {
        return Hkdf.hmac(key, message);
    }

    @Override
    public byte[] derive(byte[] secret, byte[] salt, byte[] info, int length) {
        if (length < 1 || length > MOST_DERIVED) {
            throw Refusals.malformed("HKDF gives 1 to " + MOST_DERIVED + " bytes");
        }
        byte[] pseudoRandomKey = Hkdf.extract(salt, secret);
        try {
            return Hkdf.expand(pseudoRandomKey, info, length);
        } finally {
            Bytes.wipe(pseudoRandomKey);
        }
    }

    @Override
    public byte[] seal(byte[] key, byte[] nonce, byte[] associated, byte[] plain) {
        try {
            return keyed(Cipher.ENCRYPT_MODE, key, nonce, associated).doFinal(plain);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("ChaCha20-Poly1305 refused to seal", refused);
        }
    }

    @Override
    public Optional<byte[]> open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed) {
        Cipher cipher = keyed(Cipher.DECRYPT_MODE, key, nonce, associated);
        if (sealed.length < Aead.TAG) {
            return Optional.empty();
        }
        try {
            return Optional.of(cipher.doFinal(sealed));
        } catch (AEADBadTagException altered) {
            return Optional.empty();
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("ChaCha20-Poly1305 refused to open", refused);
        }
    }

    /** A cipher for one text: the runtime's refuses a key and nonce that come twice in a row. */
    private Cipher keyed(int mode, byte[] key, byte[] nonce, byte[] associated) {
        if (key.length != KEY || nonce.length != NONCE) {
            throw Refusals.malformed("ChaCha20-Poly1305 takes keys of 32 bytes and nonces of 12");
        }
        try {
            Cipher cipher = ciphers.chachaPoly();
            cipher.init(mode, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
            cipher.updateAAD(associated);
            return cipher;
        } catch (GeneralSecurityException refused) {
            throw Refusals.noProvider(refused);
        }
    }

    @Override
    public void sealBulk(
            byte[] key,
            byte[] nonce,
            byte[] associated,
            byte[] plain,
            int offset,
            int length,
            byte[] out,
            int outOffset) {
        part(plain, offset, length, MOST_BULK);
        part(out, outOffset, length + Aead.TAG, MOST_BULK + Aead.TAG);
        if (plain == out) {
            throw Refusals.malformed("what is sealed goes into another array");
        }
        try {
            bulk(Cipher.ENCRYPT_MODE, key, nonce, associated).doFinal(plain, offset, length, out, outOffset);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("AES-256-GCM refused to seal", refused);
        }
    }

    @Override
    public Optional<byte[]> openBulk(
            byte[] key, byte[] nonce, byte[] associated, byte[] sealed, int offset, int length) {
        part(sealed, offset, length, MOST_BULK + Aead.TAG);
        Cipher cipher = bulk(Cipher.DECRYPT_MODE, key, nonce, associated);
        if (length < Aead.TAG) {
            return Optional.empty();
        }
        try {
            return Optional.of(cipher.doFinal(sealed, offset, length));
        } catch (AEADBadTagException altered) {
            return Optional.empty();
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("AES-256-GCM refused to open", refused);
        }
    }

    private static void part(byte[] of, int offset, int length, int most) {
        if (offset < 0 || length < 0 || length > most || offset > of.length - length) {
            throw Refusals.malformed(
                    "a part of " + length + " bytes from " + offset + " of " + of.length + ", at most " + most);
        }
    }

    private Cipher bulk(int mode, byte[] key, byte[] nonce, byte[] associated) {
        if (key.length != KEY || nonce.length != NONCE) {
            throw Refusals.malformed("AES-256-GCM takes keys of 32 bytes and nonces of 12");
        }
        try {
            Cipher cipher = ciphers.gcm();
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(Aead.TAG * Byte.SIZE, nonce));
            cipher.updateAAD(associated);
            return cipher;
        } catch (GeneralSecurityException refused) {
            throw Refusals.noProvider(refused);
        }
    }

    @Override
    public byte[] agreementKey(byte[] privateKey) {
        return with(privateKey, X25519Pair::open);
    }

    @Override
    public byte[] agree(byte[] privateKey, byte[] otherPublicKey) {
        return with(privateKey, pair -> pair.agree(otherPublicKey));
    }

    private static byte[] with(byte[] privateKey, Function<X25519Pair, byte[]> use) {
        X25519Pair pair = X25519Pair.of(privateKey);
        try {
            return use.apply(pair);
        } finally {
            pair.wipe();
        }
    }

    @Override
    public byte[] kemKey(byte[] seed) {
        MlKemPair pair = MlKemPair.of(seed);
        try {
            return pair.open();
        } finally {
            pair.wipe();
        }
    }

    /** The key is copied: what was checked is what is used, whatever its owner writes into it meanwhile. */
    @Override
    public Capsule encapsulate(byte[] key) {
        MlKemPair.Capsule made = MlKemPair.encapsulate(key.clone(), random);
        return new Capsule(made.secret(), made.ciphertext());
    }

    @Override
    public byte[] decapsulate(byte[] seed, byte[] ciphertext) {
        MlKemPair pair = MlKemPair.of(seed);
        try {
            return pair.decapsulate(ciphertext);
        } finally {
            pair.wipe();
        }
    }
}
