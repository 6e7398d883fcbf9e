package org.qgate.client;

/** What was asked for is not done. The message says why and what to do; the code is the program's exit code. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The same call can succeed later. */
    public static final int MAY_HELP = 1;
    /** The call itself must change. */
    public static final int WILL_NOT_HELP = 2;
    /** A policy refuses it. */
    public static final int POLICY = 3;

    private final int exitCode;

    /** Makes a refusal. */
    public Refused(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Returns the program's exit code. */
    public int exitCode() {
        return exitCode;
    }
}
