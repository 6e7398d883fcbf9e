package org.qgate.extender.messenger.session;

import java.util.Arrays;
import java.util.Optional;
import org.qgate.ext.crypto.Primitives;

/** The two chains' arithmetic: a root key and what was agreed give a chain, a chain gives keys of messages. */
final class Chain {
    private static final byte[] MESSAGE = {1};
    private static final byte[] NEXT = {2};

    private Chain() {}

    /** A root key, and the key of the chain that begins with it. */
    record Begun(Octets root, Octets key) {
        static Begun split(byte[] both) {
            return new Begun(
                    Octets.of(Arrays.copyOf(both, Primitives.KEY_BYTES)),
                    Octets.of(Arrays.copyOfRange(both, Primitives.KEY_BYTES, both.length)));
        }
    }

    /** One step of the root key, KDF_RK: both secrets, bound to all public keys that made them. */
    static Begun step(Crypto crypto, Octets root, Header sender, Octets agreement, Octets kem, byte[]... secrets) {
        Octets transcript =
                crypto.digest("qgm/1 step", sender.agreement(), sender.kem(), sender.ciphertext(), agreement, kem);
        return Begun.split(crypto.derive(root, "qgm/1 root", transcript, 2 * Primitives.KEY_BYTES, secrets));
    }

    /** The key of the chain's message, KDF_CK (The Double Ratchet Algorithm, section 7.2, has these constants). */
    static Octets message(Crypto crypto, Octets key) {
        return Octets.of(crypto.primitives().hmac(key.bytes(), MESSAGE));
    }

    /** The chain's key after that message. */
    static Octets next(Crypto crypto, Octets key) {
        return Octets.of(crypto.primitives().hmac(key.bytes(), NEXT));
    }

    static byte[] seal(Crypto crypto, Octets key, byte[] associated, byte[] content) {
        byte[] both = keyAndNonce(crypto, key);
        return crypto.primitives().seal(key(both), nonce(both), associated, content);
    }

    static Optional<byte[]> open(Crypto crypto, Octets key, byte[] associated, byte[] sealed) {
        byte[] both = keyAndNonce(crypto, key);
        return crypto.primitives().open(key(both), nonce(both), associated, sealed);
    }

    private static byte[] keyAndNonce(Crypto crypto, Octets key) {
        int length = Primitives.KEY_BYTES + Primitives.NONCE_BYTES;
        return crypto.derive(Octets.NONE, "qgm/1 message", Octets.NONE, length, key.bytes());
    }

    private static byte[] key(byte[] both) {
        return Arrays.copyOf(both, Primitives.KEY_BYTES);
    }

    private static byte[] nonce(byte[] both) {
        return Arrays.copyOfRange(both, Primitives.KEY_BYTES, both.length);
    }
}
