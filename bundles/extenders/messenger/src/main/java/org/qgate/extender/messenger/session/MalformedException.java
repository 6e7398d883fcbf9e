package org.qgate.extender.messenger.session;

/** Bytes that are not what they should be: cut, too long, of an unknown version, out of range. */
public final class MalformedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Says what was wrong with them. */
    public MalformedException(String message) {
        super(message);
    }
}
