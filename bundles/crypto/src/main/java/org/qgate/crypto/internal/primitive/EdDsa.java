package org.qgate.crypto.internal.primitive;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519 (RFC 8032) over 32-byte seeds. */
public final class EdDsa {
    /** Bytes of a seed and of a public key. */
    public static final int KEY = 32;

    /** Bytes of a signature. */
    public static final int SIGNATURE = 64;

    private EdDsa() {}

    /** Returns the public key of a seed. */
    public static byte[] open(byte[] seed) {
        byte[] open = new byte[KEY];
        Ed25519.generatePublicKey(seed, 0, open, 0);
        return open;
    }

    /** Signs. */
    public static byte[] sign(byte[] seed, byte[] message) {
        byte[] signature = new byte[SIGNATURE];
        Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    /** Verifies; wrong lengths are a plain no. */
    public static boolean verify(byte[] open, byte[] message, byte[] signature) {
        return open.length == KEY
                && signature.length == SIGNATURE
                && Ed25519.verify(signature, 0, open, 0, message, 0, message.length);
    }
}
