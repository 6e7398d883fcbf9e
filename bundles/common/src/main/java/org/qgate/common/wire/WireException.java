package org.qgate.common.wire;

/** A wire structure is malformed. Carries no bytes of it. */
public final class WireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes one; the message names the field and what was allowed. */
    public WireException(String message) {
        super(message, null, false, false); // thrown for every hostile input: no stack trace to pay for
    }
}
