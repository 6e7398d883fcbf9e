package org.qgate.crypto.internal.primitive;

import org.qgate.api.error.CryptoError;
import org.qgate.api.error.QGateException;

/** The few ways in which cryptography says no; failures of authentication carry nothing that tells them apart. */
public final class Refusals {
    private Refusals() {}

    /** Any failure of authentication: one text, no cause. */
    public static QGateException authentication() {
        return new QGateException(CryptoError.AUTHENTICATION, "not authentic");
    }

    /** A wrong form; the text names the structure, never its bytes. */
    public static QGateException malformed(String what) {
        return new QGateException(CryptoError.MALFORMED, what);
    }

    /** A limit is used up. */
    public static QGateException exhausted(String what) {
        return new QGateException(CryptoError.EXHAUSTED, what);
    }

    /** The runtime lacks an algorithm that every Java 17 must have. */
    public static QGateException noProvider(Throwable cause) {
        return new QGateException(CryptoError.NO_PROVIDER, cause.getClass().getSimpleName(), cause);
    }
}
