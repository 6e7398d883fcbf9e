package org.qgate.gate.internal.confine;

import org.qgate.gate.Permit;
import org.qgate.gate.Program;

/**
 * Bounds of one process.
 *
 * @param heapMiB of the Java heap
 * @param cpuPercent of one core
 * @param threads of the extender itself; the Java machine has its own beside them
 */
record Limits(int heapMiB, int cpuPercent, int threads) {
    /** What {@code /tmp} may hold, and a single file: it is memory. */
    static final long TMP_BYTES = 16L << 20;

    private static final int OPEN_FILES = 256;

    /** Address space beside the heap: the Java machine's own files and code (about 300 MiB), stacks, buffers, libraries. */
    private static final int ADDRESS_MIB = 512;

    /** Threads beside the extender's own: the Java machine's and those of the connection. */
    private static final int OTHER_THREADS = 40;

    private static final int THREADS_A_WORKER = 4;

    static Limits of(Program program, Permit permit) {
        return new Limits(
                program.heapMiB(), permit.quota().cpuPercent(), permit.quota().threads());
    }

    int openFiles() {
        return OPEN_FILES;
    }

    /** Address space, in units of 1,024 bytes as {@code ulimit -v} takes it. */
    long addressKiB() {
        return (ADDRESS_MIB + (long) heapMiB) << 10;
    }

    /** Threads at once, all together. */
    int allThreads() {
        return OTHER_THREADS + THREADS_A_WORKER * threads;
    }
}
