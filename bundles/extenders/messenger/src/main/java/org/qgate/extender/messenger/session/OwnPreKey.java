package org.qgate.extender.messenger.session;

/**
 * A pre-key with its private keys. Secret. One that is {@link PreKey#oneTime()} is to be deleted in the same step that stores
 * what its first message made; the others are replaced now and then and kept a while after they expired, for messages that are
 * still on their way.
 */
public final class OwnPreKey {
    private static final int VERSION = 1;

    private final PreKey preKey;
    private final KeyPair pair;

    private OwnPreKey(PreKey preKey, KeyPair pair) {
        this.preKey = preKey;
        this.pair = pair;
    }

    /**
     * Makes one and signs it.
     *
     * @param id 1 or more, never used before
     * @throws org.qgate.ext.RefusedException as the node's cryptography says
     */
    public static OwnPreKey make(Crypto crypto, int id, boolean oneTime, long expiresMs) {
        KeyPair pair = KeyPair.make(crypto);
        byte[] message = PreKey.signed(id, oneTime, expiresMs, pair.agreement(), pair.kem());
        Octets signature = Octets.of(crypto.keys().sign(Crypto.SIGNING, message));
        return new OwnPreKey(new PreKey(id, oneTime, expiresMs, pair.agreement(), pair.kem(), signature), pair);
    }

    /** Returns what others may know. */
    public PreKey preKey() {
        return preKey;
    }

    KeyPair pair() {
        return pair;
    }

    /** Returns it as bytes, to be kept where nobody else reads. */
    public byte[] encode() {
        Writer writer = new Writer().u8(VERSION).raw(preKey.encode());
        pair.write(writer);
        return writer.bytes();
    }

    /**
     * Reads what {@link #encode()} wrote.
     *
     * @throws MalformedException when it is none
     */
    public static OwnPreKey decode(byte[] bytes) {
        Reader reader = new Reader(bytes).version(VERSION);
        OwnPreKey own = new OwnPreKey(PreKey.decode(reader.raw(PreKey.BYTES)), KeyPair.read(reader));
        reader.end();
        return own;
    }
}
