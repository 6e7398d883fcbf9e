package org.qgate.qrng.internal.deliver.subscriber;

import org.qgate.qrng.internal.deliver.wire.Answered;

/** A server refused. Expected, so without a stack trace. */
final class NoBytesException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Answered.Refused refused;

    NoBytesException(Answered.Refused refused) {
        super(refused.why().name(), null, false, false);
        this.refused = refused;
    }

    Answered.Refused refused() {
        return refused;
    }
}
