package org.qgate.extender.messenger.session;

import org.qgate.ext.crypto.Primitives;

/**
 * Who somebody is: three public keys. People know it by its {@link #fingerprint}, which is the only thing that has to be compared.
 *
 * @param signing Ed25519, 32 bytes: signs pre-keys
 * @param agreement X25519, 32 bytes: authenticates sessions, opens envelopes
 * @param kem ML-KEM-768, 1,184 bytes: the same against quantum computers
 */
public record Identity(Octets signing, Octets agreement, Octets kem) {
    /** Length of {@link #encode()}, in bytes. */
    public static final int BYTES = 1 + 2 * Primitives.KEY_BYTES + Primitives.KEM_PUBLIC_BYTES;

    /** Length of {@link #fingerprint}, in bytes. */
    public static final int FINGERPRINT_BYTES = 32;

    private static final int VERSION = 1;

    /** Refuses keys of another length. */
    public Identity {
        Octets.exactly(Primitives.KEY_BYTES, signing.bytes());
        Octets.exactly(Primitives.KEY_BYTES, agreement.bytes());
        Octets.exactly(Primitives.KEM_PUBLIC_BYTES, kem.bytes());
    }

    /** Returns SHA-256 over all keys, 32 bytes: two identities with one fingerprint cannot be made. */
    public Octets fingerprint(Crypto crypto) {
        return crypto.digest("qgm/1 identity", Octets.of(encode()));
    }

    /** Returns it as {@link #BYTES} bytes. */
    public byte[] encode() {
        return new Writer().u8(VERSION).raw(signing).raw(agreement).raw(kem).bytes();
    }

    /**
     * Reads what {@link #encode()} wrote.
     *
     * @throws MalformedException when it is none
     */
    public static Identity decode(byte[] bytes) {
        Reader reader = new Reader(bytes).version(VERSION);
        Identity identity = new Identity(
                reader.octets(Primitives.KEY_BYTES),
                reader.octets(Primitives.KEY_BYTES),
                reader.octets(Primitives.KEM_PUBLIC_BYTES));
        reader.end();
        return identity;
    }
}
