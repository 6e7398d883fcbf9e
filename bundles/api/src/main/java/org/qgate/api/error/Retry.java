package org.qgate.api.error;

/** What a caller may expect from trying again; maps to the shell's exit codes. */
public enum Retry {
    /** Exit code 1: the same call can succeed later. */
    MAY_HELP(1),
    /** Exit code 2: the call itself must change. */
    WILL_NOT_HELP(2),
    /** Exit code 3: a policy refuses it. */
    REFUSED(3),
    /** Exit code 4: somebody must consent first. */
    NEEDS_CONSENT(4),
    /** Exit code 64: the command line is wrong. */
    USAGE(64);

    private final int exitCode;

    Retry(int exitCode) {
        this.exitCode = exitCode;
    }

    /** Returns the shell's exit code. */
    public int exitCode() {
        return exitCode;
    }
}
