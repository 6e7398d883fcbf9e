package org.qgate.qrng.internal.source;

import java.io.IOException;

/** A connection ended before the first byte of an answer: of a kept one that is ordinary. */
final class NotAnsweredException extends IOException {
    private static final long serialVersionUID = 1L;

    NotAnsweredException(IOException cause) {
        super("the connection ended without an answer", cause);
    }
}
