package org.qgate.qrng.internal.source;

import java.io.IOException;

/** A device answered what its protocol does not allow. */
final class NonsenseException extends IOException {
    private static final long serialVersionUID = 1L;

    NonsenseException(String what) {
        super(what);
    }
}
