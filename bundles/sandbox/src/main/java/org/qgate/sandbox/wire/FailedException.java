package org.qgate.sandbox.wire;

/** The other end failed at a call, and says how in words. */
public final class FailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param words of the other end, not trusted */
    public FailedException(String words) {
        super(words, null, false, false);
    }
}
