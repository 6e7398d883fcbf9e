package org.qgate.gate.internal.facade;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.qgate.api.base.Current;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.QGateException;
import org.qgate.ext.crypto.Primitives;

/**
 * Cryptography with an extender's own keys. What is needed to make keys is taken from its random bytes; nothing it gives is
 * kept. Thread-safe.
 */
final class OwnPrimitives implements Primitives {
    /** RFC 5869, section 2.3: 255 blocks of SHA-256. */
    private static final int MOST_DERIVED = 8_160;

    private final Access access;
    private final OwnRandomness random;
    private final Current<Crypto> crypto;

    OwnPrimitives(Access access, OwnRandomness random, Current<Crypto> crypto) {
        this.access = access;
        this.random = random;
        this.crypto = crypto;
    }

    @Override
    public byte[] sha256(byte[] input) {
        texts(MOST_BYTES, input);
        return ask(its -> its.primitives().sha256(input));
    }

    @Override
    public byte[] hmac(byte[] key, byte[] message) {
        texts(MOST_BYTES, key, message);
        return ask(its -> its.primitives().hmac(key, message));
    }

    @Override
    public byte[] derive(byte[] secret, byte[] salt, byte[] info, int length) {
        texts(MOST_BYTES, secret, salt, info);
        Bounds.within("the length", length, 1, MOST_DERIVED);
        return ask(its -> its.primitives().derive(secret, salt, info, length));
    }

    @Override
    public byte[] seal(byte[] key, byte[] nonce, byte[] associated, byte[] plain) {
        texts(MOST_BYTES, associated, plain);
        keyed(key, nonce);
        return ask(its -> its.primitives().seal(key, nonce, associated, plain));
    }

    @Override
    public Optional<byte[]> open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed) {
        texts(MOST_BYTES + TAG_BYTES, associated, sealed);
        keyed(key, nonce);
        return ask(its -> its.primitives().open(key, nonce, associated, sealed));
    }

    private static void keyed(byte[] key, byte[] nonce) {
        Bounds.bytes("the key", key, KEY_BYTES, KEY_BYTES);
        Bounds.bytes("the nonce", nonce, NONCE_BYTES, NONCE_BYTES);
    }

    @Override
    public Pair agreementPair() {
        byte[] fresh = random.bytes(KEY_BYTES);
        return new Pair(fresh, ask(its -> its.primitives().agreementKey(fresh)));
    }

    @Override
    public byte[] agree(byte[] privateKey, byte[] otherPublicKey) {
        access.require();
        Bounds.bytes("the private key", privateKey, KEY_BYTES, KEY_BYTES);
        Bounds.bytes("the public key", otherPublicKey, KEY_BYTES, KEY_BYTES);
        return ask(its -> its.primitives().agree(privateKey, otherPublicKey));
    }

    @Override
    public Pair kemPair() {
        byte[] fresh = random.bytes(KEM_PRIVATE_BYTES);
        return new Pair(fresh, ask(its -> its.primitives().kemKey(fresh)));
    }

    @Override
    public Encapsulated encapsulate(byte[] publicKey) {
        random.take(KEY_BYTES);
        Bounds.bytes("the public key", publicKey, KEM_PUBLIC_BYTES, KEM_PUBLIC_BYTES);
        var made = ask(its -> its.primitives().encapsulate(publicKey));
        return new Encapsulated(made.secret(), made.ciphertext());
    }

    @Override
    public byte[] decapsulate(byte[] privateKey, byte[] ciphertext) {
        access.require();
        Bounds.bytes("the private key", privateKey, KEM_PRIVATE_BYTES, KEM_PRIVATE_BYTES);
        Bounds.bytes("the ciphertext", ciphertext, KEM_CIPHERTEXT_BYTES, KEM_CIPHERTEXT_BYTES);
        return ask(its -> its.primitives().decapsulate(privateKey, ciphertext));
    }

    @Override
    public boolean same(byte[] one, byte[] other) {
        texts(MOST_BYTES, one, other);
        return ask(its -> its.hashes().same(one, other));
    }

    /** All texts of one call together are bounded. */
    private void texts(int most, byte[]... given) {
        access.require();
        long all = Arrays.stream(given)
                .mapToLong(each -> Bounds.present("an input", each).length)
                .sum();
        Bounds.within("the number of bytes", all, 0, most);
    }

    private <T> T ask(Function<Crypto, T> what) {
        try {
            return what.apply(crypto.await(Surroundings.WAIT));
        } catch (QGateException failed) {
            throw Refused.of(failed);
        }
    }
}
