package org.qgate.ext.testkit;

import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/** Agreements by X25519 (RFC 7748). */
final class Points {
    private static final int KEY = 32;

    private Points() {}

    /** Returns what two keys share; refuses a public key of low order. */
    static byte[] shared(X25519PrivateKeyParameters mine, byte[] theirs) {
        byte[] shared = new byte[KEY];
        try {
            mine.generateSecret(new X25519PublicKeyParameters(theirs), shared, 0);
            return shared;
        } catch (IllegalStateException lowOrder) {
            throw Bounds.invalid("the key is of low order");
        }
    }
}
