package org.qgate.extender.messenger.session;

import org.qgate.ext.crypto.Primitives;

/**
 * Public keys that somebody left so that others can write first (PQXDH, section 3.2).
 *
 * @param id 1 or more; its owner finds the private keys by it
 * @param oneTime whether it is used once, or by everybody until it expires
 * @param expiresMs until when it may be used, milliseconds since 1970
 * @param agreement X25519, 32 bytes
 * @param kem ML-KEM-768, 1,184 bytes
 * @param signature of the identity, over all of this, 64 bytes
 */
public record PreKey(int id, boolean oneTime, long expiresMs, Octets agreement, Octets kem, Octets signature) {
    /** Length of {@link #encode()}, in bytes. */
    public static final int BYTES = 1 + 4 + 1 + 8 + Primitives.KEY_BYTES + Primitives.KEM_PUBLIC_BYTES + 64;

    private static final int VERSION = 1;
    private static final int SIGNATURE_BYTES = 64;

    /** Refuses what is out of range. */
    public PreKey {
        if (id < 1) {
            throw new MalformedException("pre-key " + id);
        }
        Octets.exactly(Primitives.KEY_BYTES, agreement.bytes());
        Octets.exactly(Primitives.KEM_PUBLIC_BYTES, kem.bytes());
        Octets.exactly(SIGNATURE_BYTES, signature.bytes());
    }

    /** Whether this identity signed it. */
    public boolean signedBy(Crypto crypto, Identity identity) {
        byte[] message = signed(id, oneTime, expiresMs, agreement, kem);
        return crypto.keys().verify(identity.signing().bytes(), Crypto.SIGNING, message, signature.bytes());
    }

    /** What a signature is over; begins with the version, so that no signature serves two formats. */
    static byte[] signed(int id, boolean oneTime, long expiresMs, Octets agreement, Octets kem) {
        return new Writer()
                .u8(VERSION)
                .u32(id)
                .u8(oneTime ? 1 : 0)
                .i64(expiresMs)
                .raw(agreement)
                .raw(kem)
                .bytes();
    }

    /** Returns it as {@link #BYTES} bytes. */
    public byte[] encode() {
        return new Writer()
                .raw(signed(id, oneTime, expiresMs, agreement, kem))
                .raw(signature)
                .bytes();
    }

    /**
     * Reads what {@link #encode()} wrote; says nothing about the signature.
     *
     * @throws MalformedException when it is none
     */
    public static PreKey decode(byte[] bytes) {
        Reader reader = new Reader(bytes).version(VERSION);
        PreKey key = new PreKey(
                reader.upTo(Integer.MAX_VALUE),
                reader.flag(),
                reader.i64(),
                reader.octets(Primitives.KEY_BYTES),
                reader.octets(Primitives.KEM_PUBLIC_BYTES),
                reader.octets(SIGNATURE_BYTES));
        reader.end();
        return key;
    }
}
