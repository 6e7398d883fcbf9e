package org.qgate.extender.messenger.session;

import org.qgate.ext.crypto.Primitives;

/**
 * An X25519 and an ML-KEM-768 key pair that are always used together: who wants the secret has to break both. Secret.
 *
 * @param agreementPrivate 32 bytes
 * @param agreement 32 bytes
 * @param kemPrivate 64 bytes
 * @param kem 1,184 bytes
 */
record KeyPair(Octets agreementPrivate, Octets agreement, Octets kemPrivate, Octets kem) {
    static KeyPair make(Crypto crypto) {
        Primitives.Pair agreement = crypto.primitives().agreementPair();
        Primitives.Pair kem = crypto.primitives().kemPair();
        return new KeyPair(
                Octets.of(agreement.privateKey()),
                Octets.of(agreement.publicKey()),
                Octets.of(kem.privateKey()),
                Octets.of(kem.publicKey()));
    }

    byte[] agree(Crypto crypto, Octets other) {
        return crypto.primitives().agree(agreementPrivate.bytes(), other.bytes());
    }

    byte[] decapsulate(Crypto crypto, Octets ciphertext) {
        return crypto.primitives().decapsulate(kemPrivate.bytes(), ciphertext.bytes());
    }

    void write(Writer writer) {
        writer.raw(agreementPrivate).raw(agreement).raw(kemPrivate).raw(kem);
    }

    static KeyPair read(Reader reader) {
        return new KeyPair(
                reader.octets(Primitives.KEY_BYTES),
                reader.octets(Primitives.KEY_BYTES),
                reader.octets(Primitives.KEM_PRIVATE_BYTES),
                reader.octets(Primitives.KEM_PUBLIC_BYTES));
    }
}
