package org.qgate.gate.internal.confine;

/** Puts the status of a process into words. */
final class Ending {
    /** What a Java machine ends with on {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int OUT_OF_MEMORY = 3;
    /** What shells add to the number of the signal that ended a process. */
    private static final int SIGNAL = 128;

    private static final int ABORTED = SIGNAL + 6;
    private static final int KILLED = SIGNAL + 9;
    private static final int FORBIDDEN_CALL = SIGNAL + 31;

    private Ending() {}

    static String of(int status) {
        return switch (status) {
            case Warden.UNKNOWN -> "with its warden";
            case OUT_OF_MEMORY -> "for want of memory (status 3)";
            case ABORTED -> "by a fault of its Java machine (signal 6)";
            case KILLED -> "because it was killed (signal 9)";
            case FORBIDDEN_CALL -> "by a system call that no process may make (signal 31)";
            default -> "with status " + status;
        };
    }
}
