package org.qgate.qrng.internal.source;

import java.io.IOException;

/** A device did not answer in time. */
final class LateException extends IOException {
    private static final long serialVersionUID = 1L;

    LateException(String what, IOException cause) {
        super(what, cause);
    }
}
