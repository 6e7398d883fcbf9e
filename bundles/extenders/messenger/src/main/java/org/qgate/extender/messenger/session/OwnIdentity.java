package org.qgate.extender.messenger.session;

import org.qgate.ext.crypto.Primitives;

/** One's own identity, with its private keys but for the signing key, which never leaves the node. Secret; made once. */
public final class OwnIdentity {
    private static final int VERSION = 1;

    private final Octets signing;
    private final KeyPair pair;

    private OwnIdentity(Octets signing, KeyPair pair) {
        this.signing = signing;
        this.pair = pair;
    }

    /**
     * Makes one.
     *
     * @throws org.qgate.ext.RefusedException as the node's cryptography says
     */
    public static OwnIdentity make(Crypto crypto) {
        return new OwnIdentity(Octets.of(crypto.keys().signingKey(Crypto.SIGNING)), KeyPair.make(crypto));
    }

    /** Returns what others may know. */
    public Identity identity() {
        return new Identity(signing, pair.agreement(), pair.kem());
    }

    KeyPair pair() {
        return pair;
    }

    /** Returns it as bytes, to be kept where nobody else reads. */
    public byte[] encode() {
        Writer writer = new Writer().u8(VERSION).raw(signing);
        pair.write(writer);
        return writer.bytes();
    }

    /**
     * Reads what {@link #encode()} wrote.
     *
     * @throws MalformedException when it is none
     */
    public static OwnIdentity decode(byte[] bytes) {
        Reader reader = new Reader(bytes).version(VERSION);
        OwnIdentity own = new OwnIdentity(reader.octets(Primitives.KEY_BYTES), KeyPair.read(reader));
        reader.end();
        return own;
    }
}
