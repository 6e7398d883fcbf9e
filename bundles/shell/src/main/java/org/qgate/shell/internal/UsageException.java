package org.qgate.shell.internal;

/** The command line is wrong: exit code 64. The message says what is allowed. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes one. */
    public UsageException(String message) {
        super(message);
    }
}
