package org.qgate.testnet;

/** A test network could not do what was asked; the message is for people. */
public final class TestnetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whether trying again could help. */
    private final boolean retryHelps;

    /** Makes an error that another try could mend. */
    public TestnetException(String message) {
        this(message, true, null);
    }

    /** Makes an error. */
    public TestnetException(String message, boolean retryHelps, Throwable cause) {
        super(message, cause);
        this.retryHelps = retryHelps;
    }

    /** Returns the exit code: 1 when another try could help, else 2. */
    public int exitCode() {
        return retryHelps ? 1 : 2;
    }
}
