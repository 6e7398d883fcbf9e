package org.qgate.common.release;

/** A key, list or package that a node must not use. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Reason {
        /** There is no signature. */
        UNSIGNED,
        /** The signatures are not of the pinned key. */
        WRONG_KEY,
        /** It is malformed or not what was signed. */
        ALTERED
    }

    private final Reason reason;

    /** Makes a refusal. */
    public RefusedException(Reason reason, String message) {
        this(reason, message, null);
    }

    /** Makes a refusal with what brought it about. */
    public RefusedException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    static RefusedException altered(String message) {
        return new RefusedException(Reason.ALTERED, message);
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }
}
